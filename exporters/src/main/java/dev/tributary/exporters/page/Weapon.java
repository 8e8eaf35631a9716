package dev.tributary.exporters.page;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A weapon as a page shows it.
 *
 * @param type one of the schema's types, such as {@code long_sword}
 * @param id unlike all others of its page; with the type, what the message's key says
 * @param message as the schema of weapons describes it, or what cannot be read in its place
 * @param row its place on the page; 1 is the first weapon
 */
public record Weapon(String type, String id, ObjectNode message, int row) {}
