package import HTTPTypes
import Testing

/// One request and all that must come of it.
package struct Scenario: Sendable, CustomTestStringConvertible {
    package let name: String
    package var request: TestRequest
    package var expected = ExpectedAnswer()

    package var testDescription: String { name }

    package init(
        _ name: String, _ method: HTTPRequest.Method, _ path: String, as caller: TestCaller = .nobody,
        json: String? = nil
    ) {
        self.name = name
        request = TestRequest(method, path, as: caller, json: json)
    }

    /// With one more header.
    package func with(_ header: String, _ value: String) -> Scenario {
        var copy = self
        if let name = HTTPField.Name(header) { copy.request.headers[name] = value }
        return copy
    }

    /// With the fields of a form.
    package func with(form: String) -> Scenario {
        with(body: Array(form.utf8)).with("Content-Type", "application/x-www-form-urlencoded")
    }

    /// Without the token of an app's session.
    package func withoutToken() -> Scenario {
        var copy = self
        copy.request.hasToken = false
        return copy
    }

    /// With bytes that need not be JSON.
    package func with(body: [UInt8]) -> Scenario {
        var copy = self
        copy.request.body = body
        return copy
    }

    package func from(peer: String?, host: String? = nil) -> Scenario {
        var copy = self
        copy.request.peer = peer
        if let host { copy.request.host = host }
        return copy
    }

    /// The status, and the whole body as JSON when it is given.
    package func answers(_ status: Int, json: String? = nil) -> Scenario {
        var copy = self
        copy.expected.status = status
        copy.expected.json = json
        return copy
    }

    /// An error of the envelope that has nothing but its text.
    package func fails(_ status: Int, _ error: String) -> Scenario {
        answers(status, json: #"{"success": false, "error": "\#(error)"}"#)
    }

    /// An error of an endpoint that lists results.
    package func failsListing(_ status: Int, _ error: String) -> Scenario {
        answers(status, json: #"{"success": false, "error": "\#(error)", "results": []}"#)
    }

    /// A header's value, or nil for one that must be absent.
    package func expecting(_ header: String, _ value: String?) -> Scenario {
        var copy = self
        copy.expected.headers.append((header, value))
        return copy
    }

    /// Text that must, and text that must not, be in the body.
    package func expecting(text: [String] = [], noText: [String] = []) -> Scenario {
        var copy = self
        copy.expected.text += text
        copy.expected.noText += noText
        return copy
    }

    /// Compares the body with the stored one of this name.
    package func snapshot(_ name: String) -> Scenario {
        var copy = self
        copy.expected.snapshot = name
        return copy
    }
}

/// What an answer must be; what is not named is not looked at.
package struct ExpectedAnswer: Sendable {
    package var status = 200
    package var json: String?
    package var headers: [(name: String, value: String?)] = []
    package var text: [String] = []
    package var noText: [String] = []
    package var snapshot: String?
}
