package org.penchant.eval.bench.rag;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.preference.Content;

/**
 * A prompt of numbered documents and a question.
 *
 * @param documents [1] and so on
 */
public record RagPrompt(List<String> documents, String question) {
  public RagPrompt {
    documents = List.copyOf(documents);
  }

  /** As text: a document a line under its number, then the question. */
  public Content content() {
    var text = new StringBuilder();
    for (int k = 0; k < documents.size(); k++)
      text.append('[').append(k + 1).append("] ").append(documents.get(k)).append('\n');
    return Content.of(text + "Question: " + question);
  }

  /** What {@link #content} wrote; a prompt of another form has no documents. */
  public static RagPrompt of(Content prompt) {
    var documents = new ArrayList<String>();
    String question = prompt.plain();
    for (String line : prompt.plain().lines().toList()) {
      String number = "[" + (documents.size() + 1) + "] ";
      if (line.startsWith(number)) documents.add(line.substring(number.length()));
      else if (line.startsWith("Question: ")) question = line.substring("Question: ".length());
    }
    return new RagPrompt(documents, question);
  }
}
