package org.penchant.rank.ask;

/** Answers about pairs, each time anew: a person, a judge, a simulation. */
@FunctionalInterface
public interface Oracle {
  Answer ask(int first, int second);
}
