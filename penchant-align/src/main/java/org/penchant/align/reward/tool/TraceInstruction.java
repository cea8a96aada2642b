package org.penchant.align.reward.tool;

import java.util.List;
import java.util.stream.Collectors;

/** Tells a model that was not taught to write traces how they are written. */
public final class TraceInstruction {
  private TraceInstruction() {}

  /** What stands before a trace that is to be continued. */
  public static String of(List<Tool> tools) {
    var example =
        new Trace(
            "What is 17 * 23?",
            "390",
            List.of(new Trace.Step("The product can be checked.", "calculator", "17 * 23", "391")),
            "The product is 391, the answer says 390: it is wrong.");
    return "You check an answer to a question, with tools where they help, and say in one line how"
        + " good it is. You go on with the text below in exactly this form, a field a line. To ask"
        + " a tool write a thought, the tool's name and its input, end with "
        + TraceText.OBSERVATION
        + " and write no more: the tool's answer is put there. When you know enough, write "
        + TraceText.WORK
        + " and the reasons for your judgement on that line.\n\nTools:\n"
        + tools.stream()
            .map(t -> t.name() + " takes " + t.takes() + "\n")
            .collect(Collectors.joining())
        + "\nAn example:\n"
        + TraceText.render(example).text()
        + "\nNow go on with this:\n";
  }
}
