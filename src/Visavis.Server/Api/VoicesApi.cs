using Visavis.Engine.Speech;
using Visavis.Server.Sessions;
using Visavis.Server.Voices;

namespace Visavis.Server.Api;

public sealed record VoiceItem(
    string VoiceId,
    string Name,
    string Language,
    string Gender,
    bool SupportPause,
    bool SupportLocale,
    string Type,
    string? PreviewAudioUrl);

/// <summary>The voices that sessions can speak with.</summary>
public static class VoicesApi
{
    public static void MapVoices(this IEndpointRouteBuilder app)
    {
        var voices = app.MapGroup("/v3/voices").WithTags("Voices").WithMetadata(RequiresKey.Mark);
        voices.MapGet("", List).WithName("listVoices").WithSummary("The voices").Queries("type", "language", "gender", "limit", "token").Gives<Page<VoiceItem>>(200).Fails(400, 401, 429);
        voices.MapGet("{voice_id}", One).WithName("getVoice").WithSummary("One voice").Gives<Answer<VoiceItem>>(200).Fails(401, 404, 429);
    }

    private static IResult List(HttpRequest request, Stage stage, ServerOptions options)
    {
        var type = Paging.Choice(request.Query, "type", "public", "private");
        var language = request.Query["language"].ToString();
        var gender = request.Query["gender"].ToString();
        var items = stage.Voices
            .Where(_ => type != "private")
            .Select(voice => Item(voice, request, options))
            .Where(voice => language.Length == 0 || voice.Language.Equals(language, StringComparison.OrdinalIgnoreCase))
            .Where(voice => gender.Length == 0 || voice.Gender.Equals(gender, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return Results.Json(Paging.Of(items, voice => voice.VoiceId, request.Query, 20, 100), Wire.Json);
    }

    private static IResult One(string voice_id, HttpRequest request, Stage stage, ServerOptions options) =>
        Wire.Answer(Item(stage.Voice(voice_id) ?? throw ApiException.VoiceNotFound(), request, options));

    private static VoiceItem Item(Voice voice, HttpRequest request, ServerOptions options) =>
        new(voice.Id, voice.Name, voice.Language, voice.Gender, true, SpokenLanguage.AreMany(voice), "public", SpeechApi.PreviewOf(voice, request, options));
}
