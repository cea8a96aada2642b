package org.penchant.app.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.penchant.align.lm.SequenceEncoder.Laid;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.train.ExampleEncoder;
import org.penchant.align.train.Truncation;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * What a model reads of a row, token by token.
 *
 * @param file the row's file
 * @param row its 0-based number
 * @param maxLength tokens a sequence may have
 * @param responses chosen and rejected, or the only one
 */
public record RowInspection(String file, long row, int maxLength, List<Response> responses) {
  public RowInspection {
    responses = List.copyOf(responses);
  }

  /**
   * A response with its prompt.
   *
   * @param role chosen, rejected or response
   * @param text as rendered
   * @param added what is put before and behind the text
   * @param tokens all of them, in order
   * @param trained how many train
   * @param bos tokens that are the beginning-of-sequence token
   * @param eos tokens that are the end-of-sequence token
   * @param straddling tokens across the edge of the response, which do not train
   * @param truncation what each policy would do to it
   */
  public record Response(
      String role,
      String text,
      String added,
      List<Token> tokens,
      int trained,
      int bos,
      int eos,
      int straddling,
      Map<String, String> truncation) {}

  /**
   * A token.
   *
   * @param start where its characters start in the text, UTF-16 index
   * @param end where they end; equal to start for a token that was added
   */
  public record Token(int id, String text, int start, int end, boolean trains, boolean straddles) {}

  /**
   * Inspects a pair, a list or a single response.
   *
   * @param maxLength 0 for the model's context
   * @throws ProblemsException if the row is none of these, or its template refuses it
   */
  public static RowInspection of(ModelText model, Comparison row, int maxLength) {
    var contents = ExampleEncoder.responses(row);
    if (contents.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          row.provenance().toString(),
          row.feedback().getClass().getSimpleName(),
          "holds no response that trains",
          "name one rating of several with curate, and remove pairs that are both bad");
    int most = maxLength > 0 ? maxLength : model.context();
    var responses = new ArrayList<Response>();
    for (int i = 0; i < contents.size(); i++)
      responses.add(response(model, row, contents.get(i), role(contents.size(), i), most));
    return new RowInspection(row.provenance().file(), row.provenance().row(), most, responses);
  }

  static String role(int responses, int index) {
    if (responses > 2) return "response " + (index + 1);
    return responses == 1 ? "response" : index == 0 ? "chosen" : "rejected";
  }

  private static Response response(
      ModelText model, Comparison row, Content content, String role, int most) {
    var encoder = model.encoder();
    var laid = encoder.lay(encoder.template().render(row, content, row.provenance().toString()));
    var tokens = new ArrayList<Token>();
    for (int i = 0; i < laid.ids().length; i++) tokens.add(token(model, laid, i));
    return new Response(
        role,
        laid.rendering().text(),
        laid.rendering().opened() ? "the chat template's own marks" : encoder.policy(),
        tokens,
        laid.trains().cardinality(),
        count(laid, encoder.bos()),
        count(laid, model.tokenizer().eos()),
        laid.straddling().cardinality(),
        truncation(laid, most, encoder.bos().isPresent()));
  }

  private static Token token(ModelText model, Laid laid, int i) {
    int id = laid.ids()[i];
    int start = laid.starts()[i];
    int end = laid.ends()[i];
    String text =
        end > start
            ? laid.rendering().text().substring(start, end)
            : model.tokenizer().decode(new int[] {id}, true);
    return new Token(id, text, start, end, laid.trains().get(i), laid.straddling().get(i));
  }

  private static int count(Laid laid, OptionalInt id) {
    if (id.isEmpty()) return 0;
    int count = 0;
    for (int other : laid.ids()) if (other == id.getAsInt()) count++;
    return count;
  }

  private static Map<String, String> truncation(Laid laid, int most, boolean keepFirst) {
    var effects = new LinkedHashMap<String, String>();
    int excess = laid.ids().length - most;
    for (var policy : Truncation.values())
      effects.put(
          policy.name().toLowerCase(Locale.ROOT),
          excess <= 0 ? "fits" : effect(laid, policy, most, excess, keepFirst));
    return effects;
  }

  private static String effect(
      Laid laid, Truncation policy, int most, int excess, boolean keepFirst) {
    if (policy == Truncation.ERROR) return "refused: " + excess + " tokens too many";
    if (laid.trains().isEmpty() || laid.trains().get(0)) return "refused: nothing can train";
    var cut = policy.cut(new TokenSequence(laid.ids(), laid.trains()), most, keepFirst);
    if (cut.isEmpty()) return "the row is left out";
    return policy == Truncation.PROMPT
        ? "the prompt loses " + excess + " tokens"
        : "the response loses " + excess + " tokens, " + cut.get().trained() + " train";
  }

  /** The inspection for a terminal. */
  public String toText() {
    var out = new StringBuilder();
    for (var r : responses) {
      out.append(
          String.format(
              Locale.ROOT,
              "%s row %d, %s: %d tokens, %d train, %d BOS, %d EOS, %d straddle (%s)%n",
              file,
              row,
              r.role(),
              r.tokens().size(),
              r.trained(),
              r.bos(),
              r.eos(),
              r.straddling(),
              r.added()));
      out.append(r.text())
          .append("\n\n   token      id   characters  text (* trains, ! straddles)\n");
      for (int i = 0; i < r.tokens().size(); i++) {
        var t = r.tokens().get(i);
        out.append(
            String.format(
                Locale.ROOT,
                "%s %6d %7d %12s  \"%s\"%n",
                t.straddles() ? "!" : t.trains() ? "*" : " ",
                i,
                t.id(),
                t.start() + "-" + t.end(),
                t.text().replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")));
      }
      out.append("\nat most ").append(maxLength).append(" tokens:\n");
      r.truncation()
          .forEach((name, effect) ->
              out.append("  --truncation ").append(name).append(": ").append(effect).append('\n'));
      out.append('\n');
    }
    return out.toString();
  }
}
