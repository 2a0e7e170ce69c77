package import Domain
import Foundation

/// What it costs when a language model writes why titles were picked, estimated before it does.
package struct PickCost: Sendable, Hashable {
    package let model: String
    /// Nil where nobody here knows the model's price.
    package let dollars: Double?

    package init(model: String, dollars: Double?) {
        self.model = model
        self.dollars = dollars
    }

    /// For people, as a sentence.
    package var words: String {
        switch dollars {
        case nil: "\(model) writes the reasons; its price is not known here."
        case 0?: "\(model) writes the reasons, which costs nothing: it runs in your own network."
        case let dollars?: "\(model) writes the reasons, which costs \(Self.amount(dollars))."
        }
    }

    private static func amount(_ dollars: Double) -> String {
        dollars < 0.01 ? "less than $0.01" : "about $" + String(format: "%.2f", dollars)
    }
}

extension ModelChoices {
    /// What the reasons of a run for so many people cost; nil where no model writes them, and nothing is spent.
    package func cost(ofPicks kind: TitleKind, people: Int = 1) -> PickCost? {
        guard hasTextModel, !lacksKey else { return nil }
        let keys = kind == .series ? Setting.seriesPicks : Setting.moviePicks
        let picks = Double(people * values.int(keys.selectedCount))
        let tokensIn = picks * Double(AdministrationLimits.tokensRead(kind))
        let tokensOut = picks * Double(AdministrationLimits.tokensWritten)
        let dollars = textPrice.map { (tokensIn * $0.input + tokensOut * $0.output) / 1_000_000 }
        return PickCost(model: textModel, dollars: dollars)
    }
}
