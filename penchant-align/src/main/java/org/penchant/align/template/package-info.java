/**
 * The part of the Jinja template language that chat templates are written in: lexer, parser,
 * evaluator. Knows nothing of models or messages and imports nothing of Penchant. A new filter is a
 * case in {@link org.penchant.align.template.Filters}, a method of a value one in {@link
 * org.penchant.align.template.Methods}, a test one in {@link
 * org.penchant.align.template.TypeTests}, a tag one in {@link
 * org.penchant.align.template.BlockParser} and {@link org.penchant.align.template.Renderer}.
 */
@NullMarked
package org.penchant.align.template;

import org.jspecify.annotations.NullMarked;
