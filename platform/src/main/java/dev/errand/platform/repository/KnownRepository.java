package dev.errand.platform.repository;

/**
 * A repository, for people.
 *
 * @param url its address
 * @param configured whether {@code errand.conf} names it
 * @param key the key that signs it, empty if it is not signed
 */
public record KnownRepository(String url, boolean configured, String key) {}
