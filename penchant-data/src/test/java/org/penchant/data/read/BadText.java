package org.penchant.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * A bad file and what its message must say.
 *
 * @param name of the file
 * @param text its content
 * @param message what the message must contain
 */
public record BadText(String name, String text, String message) {
  public static BadText of(String name, String text, String message) {
    return new BadText(name, text, message);
  }

  /** Writes the file and sees that {@code read} refuses it in words that name it. */
  public void check(Path folder, Consumer<Path> read) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    var error = catchThrowableOfType(ProblemsException.class, () -> read.accept(file));
    assertThat(error).as("the file must not be accepted").isNotNull();
    assertThat(error.getMessage()).contains(message);
    assertThat(error.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(error.problems())
        .allSatisfy(problem -> {
          assertThat(problem.place()).startsWith(file.toString());
          assertThat(problem.rule()).isNotBlank();
          assertThat(problem.remedy()).isNotBlank();
        });
  }
}
