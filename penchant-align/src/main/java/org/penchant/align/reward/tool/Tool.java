package org.penchant.align.reward.tool;

/** Something a reward model may ask: a calculator, a calendar, a search. */
public interface Tool {
  /** What calls name it by: one word. */
  String name();

  /** What its input is, in words, for prompts and messages. */
  String takes();

  /**
   * The answer to an input.
   *
   * @throws ToolException if there is none; the message is all that is observed
   */
  String run(String input) throws ToolException;

  /** Why a tool has no answer. */
  final class ToolException extends Exception {
    private static final long serialVersionUID = 1L;

    public ToolException(String message) {
      super(message);
    }
  }
}
