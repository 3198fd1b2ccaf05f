package dev.portolan.storage;

import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/// English words that hold sentences together and name nothing.
///
/// Analysis keeps them, because a search may ask for them; in a label they would crowd out the
/// words that tell topics apart. They are many more than the stop words of a search.
final class FunctionWords {
  private static final String WORDS =
      ("a about above actually after again all almost already also although always am among an"
          + " and another any anybody anyone anything anyway are aren't around as ask asked at"
          + " away back be became because become been before being below best better between"
          + " both but by call came can can't cannot come could couldn't did didn't do does"
          + " doesn't doing don't done dont down during each either else enough etc even ever"
          + " every everyone everything far few find first for found from further gave get"
          + " gets getting give given go goes going good got great had hadn't has hasn't have"
          + " haven't having he he'd he'll he's her here here's hers him himself his how"
          + " however i i'd i'll i'm i've if im in instead into is isn't it it'll it's its"
          + " itself just keep kept kind knew know known last least less let let's like little"
          + " long look looking looks lot lots made make makes making many may maybe me mean"
          + " might mine more most much must my myself near need needed needs neither never"
          + " new next no nobody none nor not nothing now of off often oh ok okay old on once"
          + " one ones only onto or other others otherwise our ours out over own per perhaps"
          + " please possible pretty probably put quite rather re really right said same saw"
          + " say saying says see seem seemed seems seen several shall she she's should"
          + " shouldn't show since so some somebody someone something sometimes somewhere soon"
          + " sorry still such sure take taken takes tell than thank thanks that that's the"
          + " their them themselves then there there's therefore these they they'd they'll"
          + " they're they've thing things think this those though thought three through thus"
          + " till to together told too took toward tried tries try trying two under unless"
          + " until up upon us use used uses using usually very want wanted wants was wasn't"
          + " way ways we we'd we'll we're we've well went were weren't what what's whatever"
          + " when where whether which while who who's whole whom whose why will with within"
          + " without won't would wouldn't yes yet you you'd you'll you're you've your yours"
          + " yourself");

  private FunctionWords() {}

  /// With Lucene's own stop words; lower-cased, apostrophes also as they are typeset.
  static CharArraySet set() {
    CharArraySet set = CharArraySet.copy(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
    for (String word : WORDS.split(" ")) {
      set.add(word);
      set.add(word.replace('\'', '’'));
    }
    return set;
  }
}
