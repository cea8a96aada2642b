/**
 * The catalogue: every method as data, one YAML file an entry under {@code resources/catalogue}. To
 * add a method, write its file; a new formula is a new part in the objective package, not a class
 * here. Imports align's objective package and core.
 */
@NullMarked
package org.penchant.papers.catalogue;

import org.jspecify.annotations.NullMarked;
