import Foundation
import TestKit

/// Deterministic vectors: texts that share words have similar ones.
enum Embeddings {
    private static let usualDimension = 64

    static func answer(_ request: SeenRequest, sendsBase64: Bool) -> Reply {
        let texts = request.input
        guard !texts.isEmpty, texts.count <= 2048, texts.allSatisfy({ !$0.isEmpty }) else {
            return .error(400, "invalid_request_error")
        }
        let dimension = request.json["dimensions"] as? Int ?? usualDimension
        let isBase64 = sendsBase64 || request.json["encoding_format"] as? String == "base64"
        // Last first: nothing promises that the list is in the order of the input.
        let items = texts.enumerated().reversed().map { index, text in
            let vector = vector(text, dimension: dimension)
            let value = isBase64 ? "\"\(base64(vector))\"" : "[\(vector.map { "\($0)" }.joined(separator: ","))]"
            return #"{"object":"embedding","index":\#(index),"embedding":\#(value)}"#
        }
        let list = items.joined(separator: ",")
        return Reply(200, #"{"object":"list","model":"embedding","data":[\#(list)],"usage":{"prompt_tokens":0}}"#)
    }

    static func vector(_ text: String, dimension: Int = usualDimension) -> [Float] {
        var vector = [Float](repeating: 0, count: dimension)
        for word in text.split(separator: " ") {
            let hash = word.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
            vector[Int(hash % UInt32(dimension))] += 1
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / max(length, 1) }
    }

    private static func base64(_ vector: [Float]) -> String {
        let bytes = vector.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
        return Data(bytes).base64EncodedString()
    }
}
