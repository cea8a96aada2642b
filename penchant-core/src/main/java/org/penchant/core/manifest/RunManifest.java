package org.penchant.core.manifest;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ProblemsException;

/**
 * Everything a result depends on; part of every result. Two runs with manifests equal but for
 * machine and times should give the same numbers.
 *
 * @param command what was asked for, such as the command line
 * @param method the method's composition, every default resolved, under the name of each part
 * @param data the files read
 * @param seeds root seeds under the names of what they seed
 * @param code which Penchant
 * @param machine where
 * @param engine the numeric engine and its version; empty where none was used
 * @param options every option that has a bearing on the result, defaults included
 * @param started when, in ISO 8601, as the caller's clock said
 * @param finished when; empty while the run goes on
 */
public record RunManifest(
    String command,
    SortedMap<String, String> method,
    List<DataFile> data,
    SortedMap<String, Long> seeds,
    CodeVersion code,
    Machine machine,
    String engine,
    SortedMap<String, String> options,
    String started,
    String finished) {
  public RunManifest {
    method = sorted(method);
    data = List.copyOf(data);
    seeds = sorted(seeds);
    options = sorted(options);
  }

  /** A run that begins; the withers add the rest. */
  public static RunManifest of(String command, CodeVersion code, Machine machine, String started) {
    return new RunManifest(
        command,
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        code,
        machine,
        "",
        new TreeMap<>(),
        started,
        "");
  }

  public RunManifest withMethod(Map<String, String> parts) {
    return new RunManifest(
        command, sorted(parts), data, seeds, code, machine, engine, options, started, finished);
  }

  public RunManifest withData(List<DataFile> files) {
    return new RunManifest(
        command, method, files, seeds, code, machine, engine, options, started, finished);
  }

  public RunManifest withSeeds(Map<String, Long> roots) {
    return new RunManifest(
        command, method, data, sorted(roots), code, machine, engine, options, started, finished);
  }

  public RunManifest withEngine(String name) {
    return new RunManifest(
        command, method, data, seeds, code, machine, name, options, started, finished);
  }

  public RunManifest withOptions(Map<String, String> all) {
    return new RunManifest(
        command, method, data, seeds, code, machine, engine, sorted(all), started, finished);
  }

  public RunManifest withFinished(String when) {
    return new RunManifest(
        command, method, data, seeds, code, machine, engine, options, started, when);
  }

  /** As indented JSON. */
  public String toJson() {
    return Json.pretty(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param place where the text stands, for messages
   * @throws ProblemsException if it is anything else
   */
  public static RunManifest fromJson(String place, String text) {
    return Json.read(place, text, RunManifest.class);
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
