package org.penchant.rank.game;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The game of arXiv 2502.20170: a prompt p, a king k and a rebel r are picked; u_prompt = |s|,
 * u_king = s, u_rebel = -s - penalty * similarity(k, r), s = s[p][k][r]. The similarity of models
 * is their kernel under the king's payoff: it, unlike a penalty for naming the same model, cannot
 * be escaped with a copy. Every player's actions have an {@link Affinity} kernel of their payoffs.
 *
 * <p>Joint actions are numbered (p * models + k) * models + r.
 */
public final class EvaluationGame {
  private final PreferenceTensor tensor;
  private final Map<Player, double[]> payoffs = new EnumMap<>(Player.class);
  private final Map<Player, int[]> actions = new EnumMap<>(Player.class);
  private final Map<Player, Affinity> affinities = new EnumMap<>(Player.class);

  private EvaluationGame(PreferenceTensor tensor) {
    this.tensor = tensor;
    for (var player : Player.values())
      actions.put(player, IntStream.range(0, joint()).map(a -> action(player, a)).toArray());
  }

  /**
   * The game over some preferences.
   *
   * @param sigma actions whose payoffs differ by far less count as copies; positive, in units of
   *     preference
   * @param penalty of the rebel for a model like the king's; 0 makes the game of the two zero-sum
   */
  public static EvaluationGame of(PreferenceTensor tensor, double sigma, double penalty) {
    if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("sigma = " + sigma + ", must be positive");
    if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("penalty = " + penalty + ", must not be negative");
    var game = new EvaluationGame(tensor);
    int n = tensor.models().size();
    int joint = game.joint();
    for (var player : Player.values()) game.payoffs.put(player, new double[joint]);
    for (int a = 0; a < joint; a++) {
      double s = tensor.s()[a / n / n][a / n % n][a % n];
      game.payoff(Player.PROMPT)[a] = Math.abs(s);
      game.payoff(Player.KING)[a] = s;
    }
    double[][] likeness = game.kernel(Player.KING, sigma);
    for (int a = 0; a < joint; a++)
      game.payoff(Player.REBEL)[a] =
          -game.payoff(Player.KING)[a] - penalty * likeness[a / n % n][a % n];
    for (var player : Player.values())
      game.affinities.put(player, Affinity.of(game.kernel(player, sigma)));
    return game;
  }

  private double[][] kernel(Player player, double sigma) {
    return Affinity.kernel(
        size(player),
        action ->
            IntStream.range(0, joint())
                .filter(a -> action(player, a) == action)
                .mapToDouble(a -> payoff(player)[a])
                .toArray(),
        sigma);
  }

  public PreferenceTensor tensor() {
    return tensor;
  }

  /** How many joint actions there are. */
  int joint() {
    return size(Player.PROMPT) * size(Player.KING) * size(Player.REBEL);
  }

  int size(Player player) {
    return player == Player.PROMPT ? tensor.prompts().size() : tensor.models().size();
  }

  /** What the player does in every joint action; not to be changed. */
  int[] actions(Player player) {
    return java.util.Objects.requireNonNull(actions.get(player));
  }

  /** What the player does in a joint action. */
  int action(Player player, int joint) {
    return joint / stride(player) % size(player);
  }

  /** How far apart joint actions stand that differ by one in the player's own. */
  int stride(Player player) {
    int n = tensor.models().size();
    return switch (player) {
      case PROMPT -> n * n;
      case KING -> n;
      case REBEL -> 1;
    };
  }

  /** The player's payoff for every joint action; not to be changed. */
  double[] payoff(Player player) {
    return java.util.Objects.requireNonNull(payoffs.get(player));
  }

  Affinity affinity(Player player) {
    return java.util.Objects.requireNonNull(affinities.get(player));
  }

  /** The distribution of a player's actions in one of joint actions. */
  double[] marginal(Player player, double[] x) {
    var marginal = new double[size(player)];
    int[] its = actions(player);
    for (int a = 0; a < x.length; a++) marginal[its[a]] += x[a];
    return marginal;
  }

  /** Notes of the tensor, and on kernels whose spectrum was cut. */
  List<String> notes() {
    var notes = new ArrayList<>(tensor.notes());
    for (var player : Player.values())
      if (affinity(player).clipped())
        notes.add(
            "the kernel of "
                + player
                + " was not positive semidefinite and was clipped: for the kernel as it stands"
                + " the solution is only a stationary point");
    return notes;
  }
}
