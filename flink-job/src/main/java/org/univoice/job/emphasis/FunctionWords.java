package org.univoice.job.emphasis;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words that hold a sentence together and are hardly ever meant by a stress: articles,
 * prepositions, conjunctions, pronouns and auxiliaries. Not among them are words that are stressed
 * to contradict ("not", "never", "all").
 */
public final class FunctionWords {

  private static final Map<String, Set<String>> OF =
      Map.of(
          "en",
              words(
                  "a an the and or but nor of to in on at by for from with as into onto than then so if that"
                      + " this these those there is are was were be been being am do does did have has had"
                      + " will would can could shall should may might must i you he she it we they me him"
                      + " her us them my your his its our their who whom whose which what when where"
                      + " because about i'm i've i'll i'd it's that's he's she's we're they're you're"),
          "pt",
              words(
                  "o a os as um uma uns umas e ou mas de do da dos das em no na nos nas num numa por pelo pela"
                      + " pelos pelas para pra com que se como ao à aos às é são foi era eram ser está"
                      + " estão estava eu tu você ele ela nós vocês eles elas me te lhe lhes meu minha"
                      + " meus minhas seu sua seus suas nosso nossa isto isso este esta esse essa aquele"
                      + " aquela onde quando quem porque há tem têm tinha vai vou vamos"),
          "es",
              words(
                  "el la los las un una unos unas y e o u pero de del en a al por para con que se como es son"
                      + " fue era ser está están yo tú él ella nosotros ellos ellas me te le les lo mi su"
                      + " sus nuestro este esta ese esa donde cuando quien porque ha han hay va vamos"),
          "fr",
              words(
                  "le la les un une des et ou mais de du en à au aux par pour avec que qui se comme est sont"
                      + " était être je tu il elle nous vous ils elles on me te lui leur mon ma mes ton ta"
                      + " son sa ses notre votre ce cet cette ces où quand car a ont va"),
          "it",
              words(
                  "il lo la i gli le un uno una e o ma di del della dei delle in nel nella a al alla da dal per"
                      + " con che si come è sono era essere io tu lui lei noi voi loro mi ti ci vi mio mia"
                      + " suo sua nostro questo questa quello quella dove quando chi perché ha hanno va"));

  private FunctionWords() {}

  /**
   * @param word without marks
   * @param language primary subtag; of one that is not known here every word has a meaning
   */
  public static boolean isOne(String word, String language) {
    return OF.getOrDefault(language, Set.of()).contains(word.toLowerCase(Locale.ROOT));
  }

  private static Set<String> words(String spaced) {
    return Set.of(spaced.split(" "));
  }
}
