/**
 * A toy benchmark of answers grounded in documents (2412.13746), made in code, with three reward
 * models that read text. Imports bench and core. A new scenario is a case of {@link
 * org.penchant.eval.bench.rag.Scenario} and a branch of the corpus that makes it.
 */
@NullMarked
package org.penchant.eval.bench.rag;

import org.jspecify.annotations.NullMarked;
