// Kernels of the vector index: storage blocks, 8-bit codes, candidate scan, exact score, digest.
//
// A block holds up to `capacity` rows. A row has a key, a mask of present facets (bit 0 plot, 1 mood, 2 themes,
// 3 genre), four unit vectors in float32 and five rows of codes: matrix 0 is the combined vector, 1...4 are the facets.
// Everything here is pure computation on memory that the caller owns; nothing keeps global state.
#ifndef C_VECTOR_KERNELS_H
#define C_VECTOR_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CVK_FACETS 4
#define CVK_MATRICES 5
#define CVK_MASKS 16
#define CVK_DIMENSION_MAX 4096

// Instruction sets of the scan. All of them give the same integers.
typedef enum {
    CVK_PORTABLE = 0,
    CVK_AVX2 = 1,
    CVK_AVX512 = 2,
    CVK_AVX512_VNNI = 3,
    CVK_NEON = 4,
} cvk_variant;

bool cvk_available(cvk_variant variant);
cvk_variant cvk_best(void);

// --- Blocks -----------------------------------------------------------------------------------------------------

// Rows whose codes and numbers lie together, so that a scan reads one unbroken stream.
#define CVK_GROUP 64

// One matrix of 8-bit codes: vector ~ scale * codes, |vector - scale * codes| <= residual, sum = sum of the codes.
// The arrays are those of the first 64 rows; each further 64 rows have theirs `group_bytes` behind.
typedef struct {
    int8_t *codes;
    float *scale;
    float *residual;
    int32_t *sum;
    size_t group_bytes;
} cvk_matrix;

typedef struct {
    cvk_matrix matrix[CVK_MATRICES];
    int64_t *keys;
    uint8_t *mask;
    float *vectors;
    uint32_t dimension;
    uint32_t stride;
    uint32_t capacity;
} cvk_block;

// Bytes of a block, a multiple of 4096. 0 when an argument is out of range; a capacity is a multiple of 64.
size_t cvk_block_bytes(uint32_t dimension, uint32_t capacity);
// Bytes that one row takes, padding included.
size_t cvk_row_bytes(uint32_t dimension);
// The arrays of a block that begins at `base` (aligned to 64 bytes).
cvk_block cvk_block_at(void *base, uint32_t dimension, uint32_t capacity);
// Zeroed memory for a block, large pages where the system offers them. NULL when there is none.
void *cvk_memory_take(size_t bytes);
void cvk_memory_release(void *memory, size_t bytes);

// Writes one row. `facets` has four pointers to `dimension` floats each, NULL where missing; `weights` has 16 x 4
// floats: for each mask the weight of each facet. The caller has checked that every vector is finite and not zero.
void cvk_row_put(const cvk_block *block, uint32_t row, int64_t key, const float *const *facets, const float *weights);
void cvk_row_copy(const cvk_block *to, uint32_t to_row, const cvk_block *from, uint32_t from_row);

// What a vector is worth to the index.
typedef enum { CVK_USABLE = 0, CVK_ZERO = 1, CVK_NOT_FINITE = 2 } cvk_quality;
cvk_quality cvk_examine(const float *vector, uint32_t dimension);

// --- Search -----------------------------------------------------------------------------------------------------

// A query vector in 16-bit integers for the scan and in float32 for the exact score. NULL without memory.
typedef struct cvk_query cvk_query;
// `normalise` scales the vector to length 1; otherwise it is taken as it is.
cvk_query *cvk_query_make(const float *vector, uint32_t dimension, bool normalise);
void cvk_query_free(cvk_query *query);

// What to scan and how to score. NULL without memory.
typedef struct cvk_plan cvk_plan;
cvk_plan *cvk_plan_make(cvk_variant variant);
void cvk_plan_free(cvk_plan *plan);
// Adds a matrix to the scan; `weights` has 16 floats >= 0, one for each mask. At most four terms.
void cvk_plan_scan(cvk_plan *plan, uint32_t matrix, const cvk_query *query, const float *weights);
// Sets the exact score's part of one facet; a NULL query leaves the facet out.
void cvk_plan_exact(cvk_plan *plan, uint32_t facet, const cvk_query *query, const float *weights);
// Counts negative cosines as 0, facet by facet.
void cvk_plan_clamp(cvk_plan *plan, bool in_scan, bool in_exact);

typedef struct {
    float upper;  // no exact score of this row is higher
    uint32_t row;
} cvk_candidate;

// Keeps at least the `keep` rows with the highest upper bounds. NULL without memory.
typedef struct cvk_collector cvk_collector;
cvk_collector *cvk_collector_make(uint32_t keep);
void cvk_collector_free(cvk_collector *collector);
// Cuts to the best `keep` rows at the first call, and sorts `wanted` more of them by bound downwards, since mostly a few
// decide. Gives how many are sorted now; the same number as before when there are no more.
uint32_t cvk_collector_next(cvk_collector *collector, uint32_t wanted);
const cvk_candidate *cvk_collector_candidates(const cvk_collector *collector);
// Puts all that are not sorted yet and have a bound of at least `bound` behind the sorted ones, in no order. Gives how
// many candidates these are together.
uint32_t cvk_collector_reaching(cvk_collector *collector, float bound);
// No row that was let go has a higher bound; -infinity while none was.
float cvk_collector_lost(const cvk_collector *collector);

// Scans the first `rows` rows of a block; `wanted` has a bit for each row, NULL for all; row 0 is numbered `first_row`.
void cvk_scan(const cvk_plan *plan, const cvk_block *block, uint32_t rows, const uint64_t *wanted, uint32_t first_row,
              cvk_collector *collector);
// The upper bound of one row by the matrices that the plan scans.
float cvk_bound(const cvk_plan *plan, const cvk_block *block, uint32_t row);
// Asks for what `cvk_bound` reads of a row, so that it has arrived when its turn comes.
void cvk_bound_ahead(const cvk_plan *plan, const cvk_block *block, uint32_t row);
// The score in full precision, the same to the last bit on every machine.
double cvk_exact(const cvk_plan *plan, const cvk_block *block, uint32_t row);

// --- Integer kernel, for tests ----------------------------------------------------------------------------------

// The integer dot products of a query with rows of one matrix; `rows` may be NULL for 0 ..< count.
void cvk_dots(cvk_variant variant, const cvk_matrix *matrix, uint32_t stride, const uint32_t *rows, uint32_t count,
              const cvk_query *query, int32_t *out);
// Reads every byte once with the widest loads there are, so that a benchmark knows the floor of a scan.
uint64_t cvk_plain_read(const void *memory, size_t bytes);

// --- Digest -----------------------------------------------------------------------------------------------------

// A 64-bit digest against damage (not against attackers). Any single changed word changes it.
typedef struct {
    uint64_t lane[8];
    uint64_t length;
} cvk_digest;
void cvk_digest_begin(cvk_digest *digest);
// Every piece but the last is a multiple of 64 bytes long.
void cvk_digest_add(cvk_digest *digest, const void *bytes, size_t count);
uint64_t cvk_digest_end(const cvk_digest *digest);

#endif
