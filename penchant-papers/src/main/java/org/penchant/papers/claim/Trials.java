package org.penchant.papers.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.penchant.core.parts.Codec;
import org.penchant.core.random.Seeds;
import org.penchant.papers.catalogue.Parameters;
import org.penchant.papers.experiment.Experiment;
import org.penchant.papers.experiment.Figures;

/** A claim's experiment in each of its cases. */
record Trials(List<Trial> trials) {
  /** One case. */
  record Trial(Case in, Experiment experiment) {}

  static Trials of(Claim claim) {
    var all = new ArrayList<Trial>();
    for (var run : claim.runs())
      for (var values : Cases.expand(run.cases()))
        all.add(
            new Trial(
                Case.of(values),
                Codec.read(Parameters.fill(claim.experiment(), values), Experiment.class)));
    return new Trials(List.copyOf(all));
  }

  /** The same arms and metrics, quickly; the figures mean nothing. */
  Trials trial() {
    return new Trials(trials.stream().map(t -> new Trial(t.in(), t.experiment().trial())).toList());
  }

  List<Case> cases() {
    return trials.stream().map(Trial::in).toList();
  }

  /** Runs seeds 0 to {@code seeds} - 1 in every case; every seed must give the same figures. */
  void run(int seeds, Table table, ClaimRunner.Progress progress) {
    int done = 0;
    for (var trial : trials) {
      var rows = new LinkedHashMap<Figures.Key, double[]>();
      for (int s = 0; s < seeds; s++) {
        progress.at(trial.in().name(), done++, trials.size() * seeds);
        var figures = new Figures();
        trial.experiment().run(new Seeds(s), figures);
        if (s > 0 && !rows.keySet().equals(figures.all().keySet()))
          throw new IllegalStateException(
              "seed " + s + " gives other figures than seed 0: " + figures.all().keySet());
        int seed = s;
        figures
            .all()
            .forEach(
                (key, value) -> rows.computeIfAbsent(key, _ -> new double[seeds])[seed] = value);
      }
      rows.forEach((key, values) -> table.put(trial.in().name(), key.arm(), key.metric(), values));
    }
    progress.at("", done, done);
  }
}
