import Foundation
import FoundationNetworking
import Testing

/// Somebody with a browser, as far as a test needs one: the cookie of a session, and the token of its forms.
struct WebVisitor: Sendable {
    let server: LiveServer
    let cookie: String

    /// Makes Anna's account with the link that a new server prints; her browser is signed in afterwards.
    static func setUp(_ server: LiveServer) async throws -> WebVisitor {
        let link = server.running.outputText.split(separator: "\n").first { $0.contains("/setup?token=") }
        let token = try #require(link?.split(separator: "=").last, "the server prints no set-up link")
        let page = try await server.exchange("GET", "/setup?token=\(token)")
        #expect(page.status == 200 && page.text.contains("Make the account"))
        let passwords = "password=\(Anna.password)&repeated=\(Anna.password)"
        let made = try await server.exchange(
            "POST", "/setup", headers: ["Origin": server.address],
            form: "token=\(token)&email=\(Anna.email)&\(passwords)")
        try #require(made.status == 200, "\(made.text)")
        return WebVisitor(server: server, cookie: try #require(made.cookie("kinothek_session")))
    }

    func get(_ path: String) async throws -> WholeAnswer {
        try await server.exchange("GET", path, headers: ["Cookie": "kinothek_session=\(cookie)"])
    }

    /// Sends a form with the token that the pages of this session carry.
    func post(_ path: String, _ form: String) async throws -> WholeAnswer {
        let token = try #require(try await get("/home").between(#"name="csrf" value=""#, "\""))
        return try await server.exchange(
            "POST", path, headers: ["Cookie": "kinothek_session=\(cookie)", "Origin": server.address],
            form: "\(form)&csrf=\(token)")
    }
}

/// The administrator of these households, as forms spell her.
enum Anna {
    static let email = "anna%40example.org"
    static let password = "long+enough+1"
}

/// An answer with all that browsers and apps look at.
struct WholeAnswer: Sendable {
    let status: Int
    /// Of the page that was shown in the end.
    let path: String
    let body: Data
    private let fields: [String: String]

    init(_ response: HTTPURLResponse, _ body: Data) {
        status = response.statusCode
        path = response.url?.path ?? ""
        self.body = body
        let pairs = response.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        fields = Dictionary(pairs) { first, _ in first }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    func header(_ name: String) -> String? { fields[name.lowercased()] }

    /// The value that a cookie was set to; nil when it was not.
    func cookie(_ name: String) -> String? {
        guard let set = header("Set-Cookie"), set.hasPrefix(name + "=") else { return nil }
        return String(set.dropFirst(name.count + 1).prefix { $0 != ";" })
    }

    /// What stands between two texts; nil when the first is not there.
    func between(_ start: String, _ end: String) -> String? {
        text.components(separatedBy: start).dropFirst().first?.components(separatedBy: end).first
    }

    /// The titles under the posters of a page, in their order.
    var filmTitles: [String] {
        text.components(separatedBy: #"<h3 class="film-title">"#).dropFirst().map { rest in
            let title = rest.hasPrefix("<a ") ? rest.drop { $0 != ">" }.dropFirst() : rest[...]
            return String(title.prefix { $0 != "<" })
        }
    }
}

extension LiveServer {
    /// Runs a test against a server of its own, which ends whatever happens.
    static func with(
        _ sandbox: Sandbox, environment: [String: String] = [:], _ test: (LiveServer) async throws -> Void
    ) async throws {
        let server = try await start(sandbox, environment: environment)
        do {
            try await test(server)
        } catch {
            server.running.killAtOnce()
            throw error
        }
        #expect(await server.stop().status == 0)
    }

    /// Sends a request as somebody who remembers nothing, neither cookies nor files, and goes where the answer leads.
    ///
    /// The memory that all requests of this process share would mix up the servers of tests that run at the same time:
    /// for cookies, they are one host.
    func exchange(
        _ method: String, _ address: String, headers: [String: String] = [:], form: String? = nil
    ) async throws -> WholeAnswer {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        let session = URLSession(configuration: configuration)
        defer { session.finishTasksAndInvalidate() }
        let whole = address.hasPrefix("/") ? self.address + address : address
        var request = URLRequest(url: try #require(URL(string: whole)))
        request.httpMethod = method
        request.timeoutInterval = 60
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        if let form {
            request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
            request.httpBody = Data(form.utf8)
        }
        let (data, response) = try await session.data(for: request)
        return WholeAnswer(try #require(response as? HTTPURLResponse), data)
    }
}
