#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

// The largest absolute value that every element of the 16-bit query stays under: the sum over all elements of
// |element| * 127 must fit 31 bits, so that a scan's 32-bit sums end right whatever the codes are.
static double largest_integer(const float *vector, uint32_t dimension, double largest) {
    double sum = 0;
    for (uint32_t i = 0; i < dimension; i++) {
        sum += fabs((double)vector[i]) / largest;
    }
    double room = (2147483647.0 / 127 - dimension) / sum;
    return fmin(32767, floor(room));
}

static void quantise(cvk_query *query, uint32_t stride) {
    double largest = 0;
    double squares = 0;
    for (uint32_t i = 0; i < query->dimension; i++) {
        double value = (double)query->full[i];
        largest = fmax(largest, fabs(value));
        squares += value * value;
    }
    query->length = (float)(sqrt(squares) * (1 + 1e-6));
    query->scale = largest > 0 ? (float)(largest / largest_integer(query->full, query->dimension, largest)) : 0;
    double inverse = query->scale > 0 ? 1 / (double)query->scale : 0;
    double left_over = 0;
    for (uint32_t i = 0; i < stride; i++) {
        double value = i < query->dimension ? (double)query->full[i] : 0;
        double rounded = fmin(32767, fmax(-32767, nearbyint(value * inverse)));
        double difference = value - rounded * (double)query->scale;
        left_over += difference * difference;
        int32_t integer = (int32_t)rounded;
        query->wide[i] = (int16_t)integer;
        query->high[i] = (uint8_t)((uint32_t)(integer + 32768) >> 8);
        query->low[i] = (uint8_t)((uint32_t)(integer + 32768) & 255u);
    }
    // Rows have length 1 at most, their codes stand for a length under 1.25; scores near 1 round by less than 1e-6.
    query->slack = (float)(1.25 * sqrt(left_over) + 2e-6 * (1 + sqrt(squares)));
}

cvk_query *cvk_query_make(const float *vector, uint32_t dimension, bool normalise) {
    if (dimension == 0 || dimension > CVK_DIMENSION_MAX) {
        return NULL;
    }
    size_t stride = cvk_stride(dimension);
    uint8_t *memory = calloc(1, sizeof(cvk_query) + stride * (2 + sizeof(int16_t) + sizeof(float)));
    if (memory == NULL) {
        return NULL;
    }
    cvk_query *query = (cvk_query *)(void *)memory;
    memory += sizeof(cvk_query);
    query->full = (float *)(void *)memory;
    query->wide = (int16_t *)(void *)(memory + stride * sizeof(float));
    query->high = memory + stride * (sizeof(float) + sizeof(int16_t));
    query->low = query->high + stride;
    query->dimension = dimension;
    double squares = 0;
    for (uint32_t i = 0; i < dimension; i++) {
        squares += (double)vector[i] * (double)vector[i];
    }
    double factor = normalise && squares > 0 ? 1 / sqrt(squares) : 1;
    for (uint32_t i = 0; i < dimension; i++) {
        query->full[i] = (float)((double)vector[i] * factor);
    }
    quantise(query, (uint32_t)stride);
    return query;
}

void cvk_query_free(cvk_query *query) { free(query); }

cvk_plan *cvk_plan_make(cvk_variant variant) {
    cvk_plan *plan = calloc(1, sizeof(cvk_plan));
    if (plan != NULL) {
        plan->variant = cvk_available(variant) ? variant : CVK_PORTABLE;
    }
    return plan;
}

void cvk_plan_free(cvk_plan *plan) { free(plan); }

void cvk_plan_scan(cvk_plan *plan, uint32_t matrix, const cvk_query *query, const float *weights) {
    if (plan->term_count == CVK_FACETS || matrix >= CVK_MATRICES) {
        return;
    }
    cvk_term *term = &plan->term[plan->term_count++];
    term->matrix = matrix;
    term->query = query;
    term->uniform = true;
    for (uint32_t m = 0; m < CVK_MASKS; m++) {
        term->weight[m] = weights[m];
        term->uniform = term->uniform && weights[m] == weights[0];
    }
}

void cvk_plan_exact(cvk_plan *plan, uint32_t facet, const cvk_query *query, const float *weights) {
    if (facet < CVK_FACETS) {
        plan->exact_query[facet] = query;
        memcpy(plan->exact_weight[facet], weights, sizeof(plan->exact_weight[facet]));
    }
}

void cvk_plan_clamp(cvk_plan *plan, bool in_scan, bool in_exact) {
    plan->clamp_scan = in_scan;
    plan->clamp_exact = in_exact;
}
