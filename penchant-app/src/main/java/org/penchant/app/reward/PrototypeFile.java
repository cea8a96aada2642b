package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.eval.probe.Prototypes;

/** Prototypes of one reward model or several, as {@code reward eval --prototypes} writes them. */
public record PrototypeFile(List<Entry> models) {
  public PrototypeFile {
    models = List.copyOf(models);
  }

  /**
   * One model's.
   *
   * @param model its folder as it was named
   */
  public record Entry(String model, Prototypes prototypes) {}

  public void write(Path file) throws IOException {
    AtomicFiles.write(file, Json.pretty(this) + "\n");
  }

  /**
   * The prototypes of a model: those under its name, or the only ones.
   *
   * @throws ProblemsException (usage) if there are several and none has its name
   */
  public static Prototypes of(Path file, Path model) throws IOException {
    var entries = Json.read(file, PrototypeFile.class).models();
    for (var entry : entries) if (entry.model().equals(model.toString())) return entry.prototypes();
    if (entries.size() == 1) return entries.getFirst().prototypes();
    throw ProblemsException.of(
        ExitCode.USAGE,
        file.toString(),
        entries.stream().map(Entry::model).toList(),
        "has no prototypes of " + model,
        "name the model as it was named when they were made");
  }
}
