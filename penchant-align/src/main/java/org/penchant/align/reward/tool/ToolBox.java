package org.penchant.align.reward.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tools by name, with what they said: within one box an observation is a function of tool and
 * input, so that both answers of a pair see the same. Failures are kept like answers. Observations
 * can be stored with a data set and replayed, since some tools say another thing tomorrow. A tool
 * that is late is interrupted and no longer waited for. Not safe for use by several threads.
 */
public final class ToolBox {
  private final Map<String, Tool> tools = new LinkedHashMap<>();
  private final Limits limits;
  private final boolean replayOnly;
  private final Map<Call, Observation> seen = new LinkedHashMap<>();

  private record Call(String tool, String input) {}

  private ToolBox(List<Tool> tools, Limits limits, List<Observation> stored, boolean replayOnly) {
    for (var tool : tools)
      if (!tool.name().matches("[A-Za-z][A-Za-z0-9_-]*")
          || this.tools.put(tool.name(), tool) != null)
        throw new IllegalArgumentException(
            "tool '" + tool.name() + "': names are single words, each used once");
    this.limits = limits;
    this.replayOnly = replayOnly;
    for (var observation : stored)
      seen.put(new Call(observation.tool(), observation.input()), observation);
  }

  public static ToolBox of(List<Tool> tools, Limits limits) {
    return new ToolBox(tools, limits, List.of(), false);
  }

  /** Tools whose stored observations are used before they are asked. */
  public static ToolBox resume(List<Tool> tools, Limits limits, List<Observation> stored) {
    return new ToolBox(tools, limits, stored, false);
  }

  /** Stored observations alone; any other call fails. */
  public static ToolBox replay(List<Observation> stored) {
    return new ToolBox(List.of(), Limits.defaults(), stored, true);
  }

  public Limits limits() {
    return limits;
  }

  /** Every call so far with what it returned, in order: what a data set keeps. */
  public List<Observation> observations() {
    return new ArrayList<>(seen.values());
  }

  /** What a call returns; never an exception. */
  public Observation observe(String tool, String input) {
    var call = new Call(tool, input);
    var before = seen.get(call);
    if (before != null) return before;
    var observation = run(tool, input);
    seen.put(call, observation);
    return observation;
  }

  private Observation run(String name, String input) {
    if (replayOnly) return Observation.failure(name, input, "no stored observation of this call");
    var tool = tools.get(name);
    if (tool == null)
      return Observation.failure(name, input, "no such tool; there are " + tools.keySet());
    var task = new FutureTask<>(() -> tool.run(input));
    var thread = new Thread(task, "tool " + name);
    thread.setDaemon(true);
    thread.start();
    try {
      return new Observation(
          name, input, cut(task.get(Math.round(limits.seconds() * 1e9), TimeUnit.NANOSECONDS)));
    } catch (TimeoutException late) {
      task.cancel(true);
      return Observation.failure(name, input, "no answer within " + limits.seconds() + " s");
    } catch (ExecutionException failed) {
      return Observation.failure(
          name,
          input,
          cut(reason(java.util.Objects.requireNonNullElse(failed.getCause(), failed))));
    } catch (InterruptedException stopped) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return Observation.failure(name, input, "interrupted");
    }
  }

  private static String reason(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof Tool.ToolException
        ? message
        : cause.getClass().getSimpleName() + " " + message;
  }

  private String cut(String text) {
    return text.length() <= limits.characters()
        ? text
        : text.substring(0, limits.characters()) + " [cut]";
  }
}
