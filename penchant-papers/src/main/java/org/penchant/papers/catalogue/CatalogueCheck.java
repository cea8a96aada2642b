package org.penchant.papers.catalogue;

import java.util.HashMap;
import java.util.Map;
import org.penchant.align.objective.Objective;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/** What must hold of every entry; reading a catalogue has already refused unknown keys. */
public final class CatalogueCheck {
  private CatalogueCheck() {}

  /**
   * Every entry that runs compiles with its defaults, survives writing and reading, names its
   * golden numbers, gives reasons for what is not exact, and differs from every other entry unless
   * it says sameAs; every entry that does not run has no terms and no parts.
   *
   * @return how many entries run
   */
  public static int check(Catalogue catalogue, Problems problems) {
    var seen = new HashMap<Objective, String>();
    int running = 0;
    for (var entry : catalogue.entries()) {
      if (!entry.runs()) {
        if (!entry.terms().isEmpty() || !entry.parts().isEmpty())
          problems.error(
              entry.id(), entry.status(), "is composed but does not run", "set its status");
        continue;
      }
      running++;
      try {
        check(catalogue, entry, seen, problems);
      } catch (ProblemsException refused) {
        refused.problems().forEach(problems::add);
      }
    }
    return running;
  }

  private static void check(
      Catalogue catalogue, Entry entry, Map<Objective, String> seen, Problems problems) {
    if (entry.golden().isEmpty())
      problems.error(entry.id(), "", "names no golden numbers", "add golden");
    if (entry.status() != Entry.Status.EXACT && entry.deviations().isEmpty())
      problems.error(entry.id(), entry.status(), "gives no deviations", "say what differs and why");
    if (!entry.parts().isEmpty()) {
      catalogue
          .parts(entry.id(), Map.of())
          .forEach((family, part) -> {
            if (!Codec.read(Codec.write(part), Families.type(family)).equals(part))
              problems.error(entry.id(), part, "changes when written and read", "mend the part");
          });
      if (entry.rewards())
        catalogue
            .rewardMethod(entry.id(), Map.of())
            .objective()
            .ifPresent(o -> {
              if (!Codec.read(Codec.write(o), Objective.class).equals(o))
                problems.error(entry.id(), o, "changes when written and read", "mend the part");
            });
      return;
    }
    var method = catalogue.method(entry.id(), Map.of());
    if (!Codec.read(Codec.write(method.recipe()), Recipe.class).equals(method.recipe()))
      problems.error(entry.id(), method.recipe(), "changes when written and read", "mend the part");
    var objective = method.objective();
    if (!Codec.read(Codec.write(objective), Objective.class).equals(objective))
      problems.error(entry.id(), objective, "changes when written and read", "mend the part");
    if (entry.sameAs().isPresent()) {
      var other = catalogue.method(entry.sameAs().get(), Map.of()).objective();
      if (!other.equals(objective))
        problems.error(
            entry.id(), entry.sameAs().get(), "says sameAs of a different entry", "drop sameAs");
      return;
    }
    String other = seen.put(objective, entry.id());
    if (other != null)
      problems.error(entry.id(), other, "has the composition of another entry", "say sameAs");
  }
}
