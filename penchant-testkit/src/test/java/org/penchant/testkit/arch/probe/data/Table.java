package org.penchant.testkit.arch.probe.data;

/** What others wrongly or rightly import. */
public record Table(int rows) {}
