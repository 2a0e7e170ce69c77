import Administration
import Domain
import Hummingbird
import SurfaceKit

/// Tries services with an address and a key that are given or those of the settings. Nothing is stored.
extension CurationSurface {
    func testStash(_ request: Request, _ context: CurationContext) async throws -> Response {
        let given = try await ServiceWish(request, address: "url")
        let values = features.settings.values
        guard let url = given.address ?? values.text(.stashURL) else {
            return Self.failure("stash", "Stash is not configured", ["error": "No URL is set", "url_tested": ""])
        }
        let key = given.key(for: url, of: values.text(.stashKey), at: values.text(.stashURL))
        do {
            let probe = try await features.services.archive(url, key: key, within: DomainLimits.serviceTestSeconds)
            return Self.answer(
                "stash", isGood: true, "Successfully connected to Stash",
                [
                    ("performer_count", .number(String(probe.performers))),
                    ("scene_count", .number(String(probe.scenes))), ("server_version", .text(probe.version)),
                ])
        } catch let failure as ArchiveFailure {
            return Self.failure(
                "stash", "Could not connect to Stash", ["error": failure.ownWords, "url_tested": url])
        }
    }

    func testOpenAI(_ request: Request, _ context: CurationContext) async throws -> Response {
        let given = try await ServiceWish(request, address: "base_url")
        let values = features.settings.values
        let model = given.model ?? values.text(.openAIChatModel) ?? ""
        guard given.address != nil || given.key != nil || values.hasModelService,
            let url = given.address ?? values.text(.openAIBaseURL)
        else {
            return Self.failure(
                "openai", "OpenAI is not configured",
                ["error": "Neither a key nor an address is set", "model_attempted": model])
        }
        let key = given.key(for: url, of: values.text(.openAIKey), at: values.text(.openAIBaseURL))
        do {
            let served = try await features.services.models(url, key: key, within: DomainLimits.serviceTestSeconds)
            // OpenAI serves what it lists; others may load a model when it is asked for.
            guard !served.isOpenAI || served.has(model) else {
                return Self.failure(
                    "openai", "The model is not available",
                    ["error": "The endpoint does not list the model", "model_attempted": model])
            }
            let names = served.names.prefix(CurationWireLimits.testedModelsMax)
            return Self.answer(
                "openai", isGood: true, "Successfully connected to OpenAI",
                [
                    ("available_models", .list(names.map { .text($0) })), ("model", .text(model)),
                    ("total_models", .number(String(served.names.count))),
                ])
        } catch let failure as ModelServiceFailure {
            return Self.failure(
                "openai", "Could not connect to OpenAI", ["error": failure.description, "model_attempted": model])
        }
    }

    private static func failure(_ service: String, _ message: String, _ details: [String: String]) -> Response {
        answer(service, isGood: false, message, details.map { ($0.key, .text($0.value)) })
    }

    private static func answer(
        _ service: String, isGood: Bool, _ message: String, _ details: [(name: String, value: JSONTree)]
    ) -> Response {
        .json(
            bytes: JSONTree.object([
                ("details", .object(details)), ("message", .text(message)), ("service", .text(service)),
                ("success", .bool(isGood)),
            ]).canonicalBytes)
    }
}

extension ArchiveFailure {
    /// Why a server that somebody named could not be asked, without what it says itself: who may test addresses must
    /// not read there what is for others.
    var ownWords: String {
        if case .refused = self { Self.failing.description } else { description }
    }
}

/// What the body of a test says. An empty text and the mask say nothing.
private struct ServiceWish {
    let address: String?
    let key: String?
    let model: String?

    /// Throws `InvalidRequest`, and `SurfaceFailure` `bodyTooLarge` and `bodyIncomplete`.
    init(_ request: Request, address name: String) async throws {
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: true, &check)
        let rule = Rule.text(0...CurationWireLimits.textCharactersMax)
        let texts = [name, "api_key", "model"].map { check.optional(body[$0], rule)?.trimmedASCII ?? "" }
        try check.finish()
        let meant = texts.map { $0.isEmpty || $0 == ShownSetting.mask ? nil : $0 }
        (address, key, model) = (meant[0], meant[1], meant[2])
    }

    /// The key that may be sent to `url`: the one that was given, else the stored one if it belongs there.
    func key(for url: String, of stored: String?, at home: String?) -> String? {
        if let key { return key }
        guard let home = home.flatMap({ SettingURL($0) }), home.origin == SettingURL(url)?.origin else { return nil }
        return stored
    }
}
