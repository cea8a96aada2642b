package org.penchant.align.template;

import java.util.Map;

/** Attributes that an inner scope may set; identity, not content, is its equality. */
final class Namespace {
  private final Map<String, Object> attributes;

  Namespace(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  Map<String, Object> attributes() {
    return attributes;
  }
}
