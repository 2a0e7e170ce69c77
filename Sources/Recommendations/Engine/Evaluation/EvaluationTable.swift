import Domain
import Foundation

extension EvaluationResult {
    /// As a Markdown table, each mark beside the vote-weighted list's.
    package var table: String {
        let base = mark(.voteWeighted)?.ndcg ?? 0
        let head = """
            \(name): \(userCount) people foretold, \(interactionCount) ratings

            | ranking | NDCG@10 | of the vote-weighted list | HR@10 | Recall@20 | catalogue share | novelty, bits |
            |---|---:|---:|---:|---:|---:|---:|
            """
        let rows = marks.map { mark in
            let ratio = base > 0 ? String(format: "%.2fx", mark.ndcg / base) : "-"
            let numbers = [mark.ndcg, mark.hitRate, mark.recall, mark.coverage].map { String(format: "%.4f", $0) }
            let novelty = String(format: "%.2f", mark.novelty)
            let cells = [mark.scorer, numbers[0], ratio, numbers[1], numbers[2], numbers[3], novelty]
            return "| " + cells.joined(separator: " | ") + " |"
        }
        return ([head] + rows).joined(separator: "\n")
    }
}
