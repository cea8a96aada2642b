package org.penchant.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.ToyGrammarWorld;

/** A starter model and files of preferences for tests of whole jobs. */
public final class TinyWorld {
  private TinyWorld() {}

  /**
   * Writes {@code model/}, and 40 rows each as rated pairs, plain pairs, lists and labelled
   * answers.
   */
  public static void write(Path folder) throws IOException {
    StarterModel.write(folder.resolve("model"), ToyGrammarWorld.vocabulary(), new Seeds(1));
    var world = ToyGrammarWorld.defaults();
    var random = new Seeds(2).stream("pairs");
    var prompts = ToyGrammarWorld.prompts();
    var rated = new ArrayList<String>();
    var plain = new ArrayList<String>();
    var ranked = new ArrayList<String>();
    var labelled = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      var content = prompts.get(3 * i);
      String prompt = content.plain();
      String chosen = " " + world.sample(content, random).plain();
      String rejected = " " + world.sample(content, random).plain() + " again";
      plain.add(
          line("{'prompt': '%s', 'chosen': '%s', 'rejected': '%s'}", prompt, chosen, rejected));
      rated.add(
          line(
              "{'prompt': '%s', 'chosen': '%s', 'rejected': '%s', 'chosen_rating': 2,"
                  + " 'rejected_rating': 1}",
              prompt, chosen, rejected));
      ranked.add(
          line(
              "{'prompt': '%s', 'responses': ['%s', '%s', ' forget tea .'], 'scores': [2, 1, 0]}",
              prompt, chosen, rejected));
      labelled.add(
          line("{'prompt': '%s', 'completion': '%s', 'label': %s}", prompt, chosen, i % 2 == 0));
    }
    Files.write(folder.resolve("pairs.jsonl"), rated);
    Files.write(folder.resolve("plain.jsonl"), plain);
    Files.write(folder.resolve("ranked.jsonl"), ranked);
    Files.write(folder.resolve("labelled.jsonl"), labelled);
  }

  private static String line(String form, Object... values) {
    return String.format(Locale.ROOT, form, values).replace("'", "\"");
  }
}
