package org.penchant.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penchant.core.manifest.RunManifest;

/** A run's manifest as a block, so that a report says what it was made from. */
public final class ManifestBlock {
  private ManifestBlock() {}

  /** All of the manifest, in its order; empty values are left out. */
  public static Block.KeyValues of(RunManifest manifest) {
    var entries = new ArrayList<Block.Entry>();
    add(entries, "command", manifest.command());
    addAll(entries, "", manifest.method());
    for (var file : manifest.data())
      add(
          entries,
          "data",
          file.path()
              + ", "
              + Style.COUNT.show((double) file.rows())
              + (file.rows() == 1 ? " row" : " rows")
              + ", SHA-256 "
              + file.sha256());
    addAll(entries, "seed ", manifest.seeds());
    addAll(entries, "option ", manifest.options());
    add(entries, "Penchant", manifest.code().version());
    add(entries, "commit", manifest.code().commit());
    add(entries, "engine", manifest.engine());
    var machine = manifest.machine();
    add(
        entries,
        "machine",
        machine.os()
            + ", "
            + machine.arch()
            + ", "
            + machine.cores()
            + (machine.cores() == 1 ? " core, " : " cores, ")
            + Style.COUNT.show((double) machine.memoryMiB())
            + " MiB, heap up to "
            + Style.COUNT.show((double) machine.heapMiB())
            + " MiB");
    add(entries, "JVM", machine.jvm());
    add(entries, "started", manifest.started());
    add(entries, "finished", manifest.finished());
    return new Block.KeyValues("", entries);
  }

  private static void addAll(List<Block.Entry> entries, String prefix, Map<String, ?> values) {
    values.forEach((key, value) -> add(entries, prefix + key, value.toString()));
  }

  private static void add(List<Block.Entry> entries, String key, String value) {
    if (!value.isEmpty()) entries.add(new Block.Entry(key, value));
  }
}
