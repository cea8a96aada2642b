/** What a result was made from, kept beside it. Imports io. */
@NullMarked
package org.penchant.core.manifest;

import org.jspecify.annotations.NullMarked;
