package org.penchant.align.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Turns a prompt and a response into the one text that the model reads. The open door for chat
 * templates; training, evaluation and generation all go through it.
 */
public interface PromptTemplate {
  /**
   * The text of one sequence.
   *
   * @param text prompt and response together
   * @param trains the character ranges whose tokens train, in order, as UTF-16 indices
   * @param opened whether the text itself holds what begins a sequence, if anything does
   * @param closed whether the text itself holds what ends the response
   */
  record Rendering(String text, List<Range> trains, boolean opened, boolean closed) {
    public Rendering {
      trains = List.copyOf(trains);
    }
  }

  /** Characters {@code from} to before {@code to}. */
  record Range(int from, int to) {}

  /**
   * Renders a prompt with its response.
   *
   * @param row the row they are of, for what a template reads beside the messages
   * @param place the row, for messages
   * @throws ProblemsException if this template cannot render the content
   */
  Rendering render(Comparison row, Content response, String place);

  /** Renders a prompt that a model is to continue; nothing of it trains. */
  Rendering prompt(Content prompt, String place);

  /**
   * A model folder's way: dialogues by its chat template, if it has one; text as it stands.
   *
   * @throws ProblemsException if the folder's chat template cannot be read
   */
  static PromptTemplate of(Path folder, Tokenizer tokenizer) throws IOException {
    var chat = ChatTemplate.of(folder, tokenizer);
    return chat.isPresent() ? new ByContent(chat.get()) : plain();
  }

  /** Dialogues by a chat template, text as it stands. */
  record ByContent(ChatTemplate chat) implements PromptTemplate {
    @Override
    public Rendering render(Comparison row, Content response, String place) {
      if (row.prompt() instanceof Content.Chat) return chat.render(row, response, place);
      if (response instanceof Content.Chat)
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            place,
            response.plain(),
            "is a dialogue, and the prompt is text",
            "give prompt and response in one form");
      return plain().render(row, response, place);
    }

    @Override
    public Rendering prompt(Content prompt, String place) {
      return (prompt instanceof Content.Chat ? chat : plain()).prompt(prompt, place);
    }
  }

  /** Text as it stands: the prompt followed by the response. */
  static PromptTemplate plain() {
    return new Plain();
  }

  /** Text as it stands. */
  record Plain() implements PromptTemplate {
    @Override
    public Rendering render(Comparison row, Content response, String place) {
      String prompt = text(row.prompt(), place);
      String text = prompt + text(response, place);
      return new Rendering(text, List.of(new Range(prompt.length(), text.length())), false, false);
    }

    @Override
    public Rendering prompt(Content prompt, String place) {
      return new Rendering(text(prompt, place), List.of(), false, false);
    }

    private static String text(Content content, String place) {
      if (content instanceof Content.Text plain) return plain.text();
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          place,
          content.plain(),
          "is a dialogue, and the model has no chat template",
          "use a model with a chat template, or turn the dialogue into text");
    }
  }
}
