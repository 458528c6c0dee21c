package io.rangefold.client;

/**
 * A worker of the cluster at some moment.
 *
 * @param id names it
 * @param name for humans
 * @param address where its process is
 * @param slots how many threads compute in it
 * @param busySlots how many of them have work
 * @param state as in {@code "ACTIVE"}
 * @param document everything that the coordinator said
 */
public record Worker(
        String id, String name, String address, int slots, int busySlots, String state, JsonValue document) {

    static Worker of(JsonValue json) {
        return new Worker(
                json.get("id").asText(),
                json.get("name").asText(),
                json.get("address").asText(),
                Math.toIntExact(json.get("slots").asLong()),
                Math.toIntExact(json.get("busySlots").asLong()),
                json.get("state").asText(),
                json);
    }
}
