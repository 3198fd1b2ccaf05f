package dev.portolan.storage;

import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.br.BrazilianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/// Lucene's analyzer for each name, with the stop words and the stemmer it comes with.
///
/// As references to constructors, because the JVM looks at those only when they are called: with
/// `new` it would load all forty for the one that is asked for, in every command.
final class LanguageAnalyzers {
  private LanguageAnalyzers() {}

  static Supplier<Analyzer> of(TextAnalysis analysis) {
    return switch (analysis) {
      case STANDARD -> StandardAnalyzer::new;
      case SIMPLE -> SimpleAnalyzer::new;
      case ARABIC -> ArabicAnalyzer::new;
      case ARMENIAN -> ArmenianAnalyzer::new;
      case BASQUE -> BasqueAnalyzer::new;
      case BENGALI -> BengaliAnalyzer::new;
      case BRAZILIAN -> BrazilianAnalyzer::new;
      case BULGARIAN -> BulgarianAnalyzer::new;
      case CATALAN -> CatalanAnalyzer::new;
      case CJK -> CJKAnalyzer::new;
      case CZECH -> CzechAnalyzer::new;
      case DANISH -> DanishAnalyzer::new;
      case DUTCH -> DutchAnalyzer::new;
      case ENGLISH -> EnglishAnalyzer::new;
      case ESTONIAN -> EstonianAnalyzer::new;
      case FINNISH -> FinnishAnalyzer::new;
      case FRENCH -> FrenchAnalyzer::new;
      case GALICIAN -> GalicianAnalyzer::new;
      case GERMAN -> GermanAnalyzer::new;
      case GREEK -> GreekAnalyzer::new;
      case HINDI -> HindiAnalyzer::new;
      case HUNGARIAN -> HungarianAnalyzer::new;
      case INDONESIAN -> IndonesianAnalyzer::new;
      case IRISH -> IrishAnalyzer::new;
      case ITALIAN -> ItalianAnalyzer::new;
      case LATVIAN -> LatvianAnalyzer::new;
      case LITHUANIAN -> LithuanianAnalyzer::new;
      case NEPALI -> NepaliAnalyzer::new;
      case NORWEGIAN -> NorwegianAnalyzer::new;
      case PERSIAN -> PersianAnalyzer::new;
      case PORTUGUESE -> PortugueseAnalyzer::new;
      case ROMANIAN -> RomanianAnalyzer::new;
      case RUSSIAN -> RussianAnalyzer::new;
      case SERBIAN -> SerbianAnalyzer::new;
      case SORANI -> SoraniAnalyzer::new;
      case SPANISH -> SpanishAnalyzer::new;
      case SWEDISH -> SwedishAnalyzer::new;
      case TAMIL -> TamilAnalyzer::new;
      case TELUGU -> TeluguAnalyzer::new;
      case THAI -> ThaiAnalyzer::new;
      case TURKISH -> TurkishAnalyzer::new;
    };
  }
}
