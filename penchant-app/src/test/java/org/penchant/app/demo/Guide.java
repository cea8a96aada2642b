package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penchant.app.cli.CommandRun;

/**
 * A page of docs/ put to work in a folder: its files are blocks after a line that ends with a name
 * in backticks and a colon, its commands the lines of blocks marked {@code sh}.
 *
 * @param text of the page
 * @param folder where names of files and runs stand for files; {@code M} is its model
 */
record Guide(String text, Path folder) {
  private static final Pattern FILES =
      Pattern.compile("`([\\w-]+\\.\\w+)`[^`\n]*:\n\n```\\w+\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern PLACE =
      Pattern.compile("(?<=^|[:=,])([\\w-]+\\.(?:jsonl|npy|yaml|json)|runs/[\\w./-]*)(?=$|,)");

  /** Reads a page and writes its files. */
  static Guide of(String page, Path folder) throws IOException {
    var guide = new Guide(Files.readString(Path.of("../docs").resolve(page)), folder);
    var files = FILES.matcher(guide.text);
    while (files.find()) Files.writeString(folder.resolve(files.group(1)), files.group(2));
    return guide;
  }

  /** All commands, in order. */
  List<String> commands() {
    var all = new ArrayList<String>();
    var blocks = COMMANDS.matcher(text);
    while (blocks.find()) all.addAll(blocks.group(1).lines().toList());
    return all;
  }

  /** Runs all commands, each of which must end well, {@code more} behind those that train. */
  void run(String... more) {
    for (String line : commands()) {
      var args = new ArrayList<String>();
      var words = WORD.matcher(line.replaceFirst("^\\./penchant ", ""));
      while (words.find())
        args.add(placed(words.group(1) == null ? words.group(2) : words.group(1)));
      if (args.contains("train")) args.addAll(List.of(more));
      var run = CommandRun.of(args.toArray(String[]::new));
      assertThat(run.code()).as("%s: %s", line, run.err()).isZero();
    }
  }

  private String placed(String word) {
    if (word.equals("M")) return folder.resolve("model").toString();
    return PLACE
        .matcher(word)
        .replaceAll(m -> Matcher.quoteReplacement(folder.resolve(m.group(1)).toString()));
  }
}
