/**
 * Parts of tiny model folders, made on the spot. Imports nothing of Penchant. A new one is a class
 * that writes files.
 */
@NullMarked
package org.penchant.testkit.model;

import org.jspecify.annotations.NullMarked;
