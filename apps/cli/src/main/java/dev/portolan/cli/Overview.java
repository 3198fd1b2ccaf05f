package dev.portolan.cli;

/// What `portolan` alone says: what it is and where to begin.
final class Overview {
  private static final String TEXT =
      """
      Portolan: an embedded vector database that draws its own map.

      See it work, on 20,000 definitions of WordNet (about two minutes):
        portolan demo

      Your own texts or vectors, into a database that is a directory:
        portolan import my.portolan posts posts.jsonl --id id --text body
        portolan map my.portolan posts

      Then ask:
        portolan info my.portolan                    what is in it
        portolan topics my.portolan posts            what it is about
        portolan search my.portolan posts "refund"   what is near a text, a datum, a vector
        portolan sql my.portolan "SELECT …"          anything, in SQL; without a text a shell
        portolan duplicates my.portolan posts        what is there more than once
        portolan tag my.portolan posts list          names for sets of data; tag --help
        portolan export my.portolan posts map.csv    all of it as one table

      And look:
        portolan serve my.portolan                   the map in a browser
        portolan render my.portolan posts map.png    a picture of it

      And keep house:
        portolan verify my.portolan                  reads and checks every file
        portolan backup my.portolan monday.portolan  a copy, while others write; restore takes it back
        portolan generations my.portolan posts       earlier states of a map; rollback makes one current
        portolan delete my.portolan posts 17         by id, or a whole dataset

      portolan VERB --help tells the rest, with examples. Every answer also comes as --json.
      """;

  private Overview() {}

  static void print(Terminal terminal) {
    terminal.out().print(TEXT.replace("  portolan ", "  " + ShellWord.portolan() + " "));
  }
}
