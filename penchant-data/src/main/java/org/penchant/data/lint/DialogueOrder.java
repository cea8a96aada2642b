package org.penchant.data.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;

/** Conversations that no chat template renders as meant. */
final class DialogueOrder implements Check {
  private static final Set<String> KNOWN =
      Set.of("system", "developer", "user", "assistant", "tool");

  private final Places places;

  DialogueOrder(int limit) {
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return "dialogue-order";
  }

  @Override
  public String rule() {
    return "roles must be known and take turns, and a reply must end with the assistant";
  }

  @Override
  public String remedy() {
    return "mend the roles, or drop the row";
  }

  @Override
  public void see(LintRow row) {
    var comparison = row.comparison();
    if (!(comparison.prompt() instanceof Content.Chat prompt)) return;
    for (Candidate candidate : comparison.candidates()) {
      if (!(candidate.content() instanceof Content.Chat reply)) continue;
      var roles =
          Stream.concat(prompt.messages().stream(), reply.messages().stream())
              .map(Message::role)
              .toList();
      String wrong = wrong(roles);
      if (wrong.isEmpty()) continue;
      places.add(row, wrong);
      return;
    }
  }

  @Override
  public Found found() {
    return places.found();
  }

  private static String wrong(List<String> roles) {
    for (int i = 0; i < roles.size(); i++) {
      String role = roles.get(i);
      if (!KNOWN.contains(role)) return "role " + role;
      if (i > 0 && role.equals("system")) return "system message after the first";
      if (i > 0 && role.equals("user") && roles.get(i - 1).equals("user"))
        return "two user messages in a row";
    }
    return roles.isEmpty() || roles.getLast().equals("assistant")
        ? ""
        : "ends with " + roles.getLast();
  }
}
