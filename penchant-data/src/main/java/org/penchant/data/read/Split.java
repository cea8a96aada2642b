package org.penchant.data.read;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;

/**
 * Two dialogues as a shared prompt and what each goes on with.
 *
 * @param mismatch whether the dialogues part before the last reply of either
 */
record Split(Content prompt, Content chosen, Content rejected, boolean mismatch) {
  /**
   * Splits after the last {@link Format#TURN} of the common beginning. Where the common beginning
   * has none, the prompt is empty and the dialogues mismatch.
   *
   * @return empty if neither text is a dialogue
   */
  static Optional<Split> of(String chosen, String rejected) {
    int lastChosen = chosen.lastIndexOf(Format.TURN);
    int lastRejected = rejected.lastIndexOf(Format.TURN);
    if (lastChosen < 0 && lastRejected < 0) return Optional.empty();
    int mismatch = Arrays.mismatch(chosen.toCharArray(), rejected.toCharArray());
    int common = mismatch < 0 ? chosen.length() : mismatch;
    int turn = chosen.substring(0, common).lastIndexOf(Format.TURN);
    int cut = turn < 0 ? 0 : turn + Format.TURN.length();
    return Optional.of(
        new Split(
            Content.of(chosen.substring(0, cut)),
            Content.of(chosen.substring(cut)),
            Content.of(rejected.substring(cut)),
            turn < 0 || turn != lastChosen || turn != lastRejected));
  }

  /**
   * Splits after the common messages, always leaving each dialogue its last one. What follows must
   * be the assistant's doing and its tools': a dialogue that goes on with another turn of the user
   * does not answer the same prompt.
   */
  static Split of(List<Message> chosen, List<Message> rejected) {
    int most = Math.min(chosen.size(), rejected.size()) - 1;
    int common = 0;
    while (common < most && chosen.get(common).equals(rejected.get(common))) common++;
    var chosenRest = chosen.subList(common, chosen.size());
    var rejectedRest = rejected.subList(common, rejected.size());
    return new Split(
        Content.of(chosen.subList(0, common)),
        Content.of(chosenRest),
        Content.of(rejectedRest),
        common == 0 || !reply(chosenRest) || !reply(rejectedRest));
  }

  private static boolean reply(List<Message> messages) {
    return messages.getFirst().role().equals("assistant")
        && messages.stream().allMatch(m -> m.role().equals("assistant") || m.role().equals("tool"));
  }
}
