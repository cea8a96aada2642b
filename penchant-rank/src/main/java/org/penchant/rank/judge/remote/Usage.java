package org.penchant.rank.judge.remote;

/**
 * What asking has cost.
 *
 * @param replies received from the server
 * @param cached replies found on disk
 * @param attempts requests sent, repetitions included
 * @param promptTokens as the server counted them
 * @param completionTokens likewise
 * @param cost in the currency of the endpoint's prices
 */
public record Usage(
    long replies,
    long cached,
    long attempts,
    long promptTokens,
    long completionTokens,
    double cost) {
  static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

  Usage plus(Usage more) {
    return new Usage(
        replies + more.replies,
        cached + more.cached,
        attempts + more.attempts,
        promptTokens + more.promptTokens,
        completionTokens + more.completionTokens,
        cost + more.cost);
  }

  static Usage of(Endpoint endpoint, Reply reply) {
    return new Usage(
        1,
        0,
        0,
        reply.promptTokens(),
        reply.completionTokens(),
        (reply.promptTokens() * endpoint.inputPrice()
                + reply.completionTokens() * endpoint.outputPrice())
            / 1e6);
  }
}
