package org.penchant.align.lm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.template.Template;
import org.penchant.align.template.TemplateException;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * The chat templates of a model folder: chat_template.jinja, or else {@code chat_template} of
 * tokenizer_config.json, which is one template or a list of named ones.
 *
 * @param templates by name; a template alone is called {@link #DEFAULT}
 * @param tokens texts of the special tokens by the names templates know them by, such as bos_token
 */
record ChatTemplateFile(Map<String, Template> templates, Map<String, String> tokens) {
  static final String DEFAULT = "default";
  static final String WITH_TOOLS = "tool_use";
  private static final String FILE = "chat_template.jinja";
  private static final List<String> NAMES =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  static ChatTemplateFile read(Path folder) throws IOException {
    var templates = new LinkedHashMap<String, Template>();
    var config = json(folder.resolve(Tokenizer.CONFIG));
    Path file = folder.resolve(FILE);
    JsonNode given = config.path("chat_template");
    if (Files.exists(file))
      templates.put(DEFAULT, parse(file, Files.readString(file, StandardCharsets.UTF_8)));
    else if (given.isTextual())
      templates.put(DEFAULT, parse(folder.resolve(Tokenizer.CONFIG), given.asText()));
    else
      for (var named : given)
        templates.put(
            named.path("name").asText(),
            parse(folder.resolve(Tokenizer.CONFIG), named.path("template").asText()));
    return new ChatTemplateFile(
        templates, tokens(config, json(folder.resolve("special_tokens_map.json"))));
  }

  private static Map<String, String> tokens(JsonNode config, JsonNode map) {
    var tokens = new LinkedHashMap<String, String>();
    for (String name : NAMES)
      for (var source : List.of(config, map)) {
        JsonNode value = source.path(name);
        String text = value.isObject() ? value.path("content").asText() : value.asText();
        if (!text.isEmpty() && !value.isNull()) tokens.putIfAbsent(name, text);
      }
    return tokens;
  }

  private static Template parse(Path file, String source) {
    try {
      return Template.parse(source);
    } catch (TemplateException e) {
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          file + " chat template line " + e.line(),
          "",
          String.valueOf(e.getMessage()),
          "mend the template");
    }
  }

  private static JsonNode json(Path file) throws IOException {
    var mapper = new ObjectMapper();
    return Files.exists(file) ? mapper.readTree(file.toFile()) : mapper.createObjectNode();
  }
}
