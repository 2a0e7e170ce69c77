#include "CEmbeddingKernels.h"

#include <stdlib.h>
#include <string.h>

// An entry is looked up by its bytes and by whether it continues a word (written "##" in the file).
struct slot {
    uint64_t hash;
    uint32_t start, count;
    int32_t number;
};

struct kn_vocabulary {
    uint8_t *text;
    struct slot *slots;
    size_t mask;
    int32_t size;
};

static const uint64_t prime = 0x100000001B3ull;
static const uint64_t word_seed = 0xCBF29CE484222325ull, continuation_seed = 0x84222325CBF29CE4ull;

static uint64_t mixed(uint64_t hash) {
    hash ^= hash >> 32;
    return hash * 0x9E3779B97F4A7C15ull | 1;  // never 0, which marks an empty slot
}

static uint64_t hash_of(const uint8_t *bytes, size_t count, uint64_t seed) {
    for (size_t i = 0; i < count; i++) seed = (seed ^ bytes[i]) * prime;
    return mixed(seed);
}

static struct slot *slot_for(const kn_vocabulary *v, uint64_t hash, const uint8_t *bytes, size_t count) {
    size_t at = (hash >> 20) & v->mask;
    for (;; at = (at + 1) & v->mask) {
        struct slot *slot = v->slots + at;
        if (slot->hash == 0) return slot;
        if (slot->hash == hash && slot->count == count && memcmp(v->text + slot->start, bytes, count) == 0)
            return slot;
    }
}

static void add_line(kn_vocabulary *v, size_t start, size_t end) {
    if (end > start && v->text[end - 1] == '\r') end--;
    int continues = end - start > 2 && v->text[start] == '#' && v->text[start + 1] == '#';
    if (continues) start += 2;
    uint64_t hash = hash_of(v->text + start, end - start, continues ? continuation_seed : word_seed);
    struct slot *slot = slot_for(v, hash, v->text + start, end - start);
    // The last of two equal lines wins, as in the dictionary that other readers of this file build.
    *slot = (struct slot){hash, (uint32_t)start, (uint32_t)(end - start), v->size++};
}

kn_vocabulary *kn_vocabulary_make(const uint8_t *text, size_t count) {
    size_t lines = 1, capacity = 1024;
    for (size_t i = 0; i < count; i++) lines += text[i] == '\n';
    while (capacity < lines * 2) capacity *= 2;
    kn_vocabulary *v = calloc(1, sizeof *v);
    if (v == NULL) return NULL;
    v->text = malloc(count + 1);
    v->slots = calloc(capacity, sizeof *v->slots);
    v->mask = capacity - 1;
    if (v->text == NULL || v->slots == NULL) {
        kn_vocabulary_free(v);
        return NULL;
    }
    memcpy(v->text, text, count);
    for (size_t start = 0, i = 0; i <= count; i++) {
        if (i < count && text[i] != '\n') continue;
        if (i < count || i > start) add_line(v, start, i);
        start = i + 1;
    }
    return v;
}

void kn_vocabulary_free(kn_vocabulary *v) {
    if (v == NULL) return;
    free(v->text);
    free(v->slots);
    free(v);
}

int32_t kn_vocabulary_size(const kn_vocabulary *v) { return v->size; }

int32_t kn_vocabulary_find(const kn_vocabulary *v, const uint8_t *entry, size_t count) {
    struct slot *slot = slot_for(v, hash_of(entry, count, word_seed), entry, count);
    return slot->hash == 0 ? -1 : slot->number;
}

int32_t kn_vocabulary_split(
    const kn_vocabulary *v, const uint8_t *word, size_t count, int32_t *out, size_t capacity) {
    enum { bytes_max = 512 };
    uint64_t hashes[bytes_max + 1];
    if (count > bytes_max) return -1;
    size_t found = 0;
    for (size_t start = 0; start < count;) {
        uint64_t hash = start == 0 ? word_seed : continuation_seed;
        for (size_t i = start; i < count; i++) hashes[i + 1] = hash = (hash ^ word[i]) * prime;
        size_t end = count;
        struct slot *slot = NULL;
        for (; end > start; end--) {
            slot = slot_for(v, mixed(hashes[end]), word + start, end - start);
            if (slot->hash != 0) break;
        }
        if (end == start) return -1;
        if (found < capacity) out[found] = slot->number;
        found++;
        start = end;
    }
    return (int32_t)(found < capacity ? found : capacity);
}
