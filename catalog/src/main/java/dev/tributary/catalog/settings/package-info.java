/** Every setting of the suite: its name, its default, its check, what it means. */
package dev.tributary.catalog.settings;
