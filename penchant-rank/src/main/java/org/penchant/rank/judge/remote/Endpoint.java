package org.penchant.rank.judge.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how to ask.
 *
 * @param base up to and without {@code /chat/completions}, such as http://localhost:8000/v1
 * @param model as the server names it
 * @param key sent as a bearer token; never written anywhere
 * @param timeout for one attempt
 * @param retries further attempts after one that may be repeated: no connection, timeout, status
 *     408, 429 or 5xx, a body that is not the JSON promised
 * @param backoff before the first retry, doubled for each next one, times a factor in [0.5, 1]; a
 *     server's Retry-After counts if it is longer
 * @param concurrency most requests at once
 * @param perMinute most requests begun in a minute; 0 for no limit
 * @param inputPrice for a million tokens of prompt
 * @param outputPrice for a million tokens of completion
 */
public record Endpoint(
    URI base,
    String model,
    Optional<String> key,
    Duration timeout,
    int retries,
    Duration backoff,
    int concurrency,
    int perMinute,
    double inputPrice,
    double outputPrice) {
  public Endpoint {
    if (base.getHost() == null
        || !(base.getScheme().equals("http") || base.getScheme().equals("https")))
      throw new IllegalArgumentException("base = " + base + ", must be an http or https address");
    if (model.isBlank()) throw new IllegalArgumentException("the model has no name");
    if (timeout.isNegative() || timeout.isZero())
      throw new IllegalArgumentException("timeout = " + timeout + ", must be positive");
    if (retries < 0) throw new IllegalArgumentException("retries = " + retries + ", at least 0");
    if (concurrency < 1)
      throw new IllegalArgumentException("concurrency = " + concurrency + ", at least 1");
    if (perMinute < 0)
      throw new IllegalArgumentException("perMinute = " + perMinute + ", at least 0");
    if (!(inputPrice >= 0) || !(outputPrice >= 0))
      throw new IllegalArgumentException(
          "prices " + inputPrice + " and " + outputPrice + ", must not be negative");
  }

  /** A minute, five retries from half a second on, eight at once, no rate limit, no price. */
  public static Endpoint of(URI base, String model) {
    return new Endpoint(
        base,
        model,
        Optional.empty(),
        Duration.ofMinutes(1),
        5,
        Duration.ofMillis(500),
        8,
        0,
        0,
        0);
  }

  public Endpoint withKey(String secret) {
    return new Endpoint(
        base,
        model,
        Optional.of(secret),
        timeout,
        retries,
        backoff,
        concurrency,
        perMinute,
        inputPrice,
        outputPrice);
  }

  public Endpoint withTimeout(Duration attempt) {
    return new Endpoint(
        base,
        model,
        key,
        attempt,
        retries,
        backoff,
        concurrency,
        perMinute,
        inputPrice,
        outputPrice);
  }

  public Endpoint withRetries(int count, Duration first) {
    return new Endpoint(
        base, model, key, timeout, count, first, concurrency, perMinute, inputPrice, outputPrice);
  }

  public Endpoint withLimits(int atOnce, int minute) {
    return new Endpoint(
        base, model, key, timeout, retries, backoff, atOnce, minute, inputPrice, outputPrice);
  }

  public Endpoint withPrices(double input, double output) {
    return new Endpoint(
        base, model, key, timeout, retries, backoff, concurrency, perMinute, input, output);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return model + " at " + base;
  }
}
