/**
 * Language models: folders, tokenizers, chat templates, encoding, the transformer, generation. The
 * bottom of the module: it imports core, data and torch, and no other package of align. A new
 * architecture is a new row of the architecture table, not a new class.
 */
@NullMarked
package org.penchant.align.lm;

import org.jspecify.annotations.NullMarked;
