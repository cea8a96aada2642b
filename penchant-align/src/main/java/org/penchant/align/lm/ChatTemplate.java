package org.penchant.align.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.penchant.align.template.Template;
import org.penchant.align.template.TemplateException;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * A model's chat template. The whole dialogue is rendered once and that text is what the model
 * reads; {@link ResponseRanges} says which characters of it train. A row's {@code tools} and {@code
 * chat_template_kwargs} reach the template as variables.
 *
 * <p>No BOS is added to a rendering: a chat template puts one where it wants one.
 *
 * @param template for most rows
 * @param withTools for rows that bring tools
 * @param variables special tokens by name, such as bos_token
 * @param special texts of the special tokens
 * @param now what a template is told that asks for the date; a template that asks is refused if
 *     empty
 */
public record ChatTemplate(
    Template template,
    Template withTools,
    Map<String, String> variables,
    Set<String> special,
    Optional<LocalDateTime> now)
    implements PromptTemplate {
  private static final Set<String> ASSISTANT = Set.of("assistant", "model");

  public ChatTemplate {
    variables = Map.copyOf(variables);
    special = Set.copyOf(special);
  }

  /**
   * Reads a folder's chat template.
   *
   * @return empty if it has none
   * @throws ProblemsException if it cannot be read, with the template's line
   */
  public static Optional<ChatTemplate> of(Path folder, Tokenizer tokenizer) throws IOException {
    var file = ChatTemplateFile.read(folder);
    if (file.templates().isEmpty()) return Optional.empty();
    var only = file.templates().values().iterator().next();
    var normal = file.templates().getOrDefault(ChatTemplateFile.DEFAULT, only);
    var tools = file.templates().getOrDefault(ChatTemplateFile.WITH_TOOLS, normal);
    // A tokenizer need not flag the tokens that its config names.
    var special = new TreeSet<>(tokenizer.specialTokens());
    special.addAll(file.tokens().values());
    return Optional.of(new ChatTemplate(normal, tools, file.tokens(), special, Optional.empty()));
  }

  public ChatTemplate withNow(LocalDateTime time) {
    return new ChatTemplate(template, withTools, variables, special, Optional.of(time));
  }

  @Override
  public Rendering render(Comparison row, Content response, String place) {
    var prompt = turns(row.prompt(), place);
    var messages = new ArrayList<>(prompt);
    messages.addAll(
        response instanceof Content.Text text
            ? List.of(new Message("assistant", text.text()))
            : turns(response, place));
    var dialogue = new Dialogue(this, messages, row.template(), place);
    var ranges = new ResponseRanges(dialogue, prompt.size(), special).find();
    String text = dialogue.output().text();
    int end = ranges.getLast().to();
    boolean closed =
        end < text.length() || special.stream().anyMatch(token -> text.endsWith(token));
    return new Rendering(text, ranges, true, closed);
  }

  @Override
  public Rendering prompt(Content prompt, String place) {
    var dialogue = new Dialogue(this, turns(prompt, place), Map.of(), place);
    return new Rendering(dialogue.render(dialogue.messages(), true).text(), List.of(), true, true);
  }

  static boolean isAssistant(Message message) {
    return ASSISTANT.contains(message.role());
  }

  private static List<Message> turns(Content content, String place) {
    if (content instanceof Content.Chat chat) return chat.messages();
    throw ProblemsException.of(
        ExitCode.BAD_DATA,
        place,
        content.plain(),
        "is text where a dialogue was expected",
        "give it as messages with role and content");
  }

  /**
   * A dialogue to be rendered.
   *
   * @param row what the row brings for the template: tools, chat_template_kwargs
   */
  record Dialogue(
      ChatTemplate chat, List<Message> messages, Map<String, Object> row, String place) {

    /** The one rendering that the model reads. */
    Template.Output output() {
      return render(messages, false);
    }

    /**
     * Renders some messages.
     *
     * @throws ProblemsException if the template fails, with its line and the row
     */
    Template.Output render(List<Message> some, boolean generationPrompt) {
      try {
        return attempt(some, generationPrompt);
      } catch (TemplateException e) {
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            place,
            "chat template line " + e.line(),
            String.valueOf(e.getMessage()),
            "mend the row, or the model's chat template");
      }
    }

    /** The text of some messages, or empty where the template refuses them. */
    Optional<String> text(List<Message> some, boolean generationPrompt) {
      try {
        return Optional.of(attempt(some, generationPrompt).text());
      } catch (TemplateException e) {
        return Optional.empty();
      }
    }

    Template template() {
      return row.get("tools") instanceof List<?> list && !list.isEmpty()
          ? chat.withTools()
          : chat.template();
    }

    private Template.Output attempt(List<Message> some, boolean generationPrompt) {
      var variables = new HashMap<String, Object>(chat.variables());
      variables.put("messages", some.stream().map(Dialogue::map).toList());
      variables.put("tools", row.get("tools"));
      variables.put("documents", null);
      variables.put("add_generation_prompt", generationPrompt);
      row.forEach((name, value) -> variables.put(name, value));
      variables.remove("chat_template_kwargs");
      if (row.get("chat_template_kwargs") instanceof Map<?, ?> own)
        own.forEach((name, value) -> variables.put(String.valueOf(name), value));
      return template().render(variables, chat.now());
    }

    private static Map<String, Object> map(Message message) {
      var map = new LinkedHashMap<String, Object>();
      map.put("role", message.role());
      map.put("content", message.content());
      map.putAll(new TreeMap<>(message.extra()));
      return map;
    }
  }
}
