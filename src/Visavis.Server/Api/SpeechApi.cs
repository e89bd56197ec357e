using System.ComponentModel.DataAnnotations;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;
using Visavis.Engine.Text.Ssml;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;
using Visavis.Server.Voices;

namespace Visavis.Server.Api;

/// <summary>Speech without a face.</summary>
public sealed record CreateSpeech
{
    public const string PlainText = "text";
    public const string Ssml = "ssml";

    /// <summary>1 to 5,000 characters.</summary>
    [MinLength(1)]
    public required string Text { get; init; }

    public required string VoiceId { get; init; }

    /// <summary>text unless it says ssml.</summary>
    [AllowedValues(PlainText, Ssml)]
    public string? InputType { get; init; }

    /// <summary>0.5 to 2; 1 is the voice's own pace.</summary>
    public double? Speed { get; init; }

    /// <summary>What the text is written in: an English name ("French") or a code ("fr"). Voices of espeak-ng speak it, others must be at home in it.</summary>
    public string? Language { get; init; }

    /// <summary>The same with a region: "fr-CA".</summary>
    public string? Locale { get; init; }
}

public sealed record SpokenWord(string Word, double Start, double End);

/// <param name="AudioUrl">A WAV file that anybody who knows the address can fetch for a while.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="RequestId">Finds the request in the server's log.</param>
/// <param name="WordTimestamps">Words and punctuation as written, in seconds.</param>
public sealed record Speech(string AudioUrl, double Duration, string RequestId, IReadOnlyList<SpokenWord> WordTimestamps);

/// <summary>Speech as files: any text by any voice, and what each voice sounds like.</summary>
public static class SpeechApi
{
    public static void MapSpeech(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v3/voices/speech", CreateAsync).WithTags("Voices").WithMetadata(RequiresKey.Mark).WithName("createSpeech")
            .WithSummary("Speak a text without a face").Takes<CreateSpeech>().Gives<Answer<Speech>>(200).Fails(400, 401, 404, 413, 429);
        app.MapMethods("/media/speech/{token}.wav", [HttpMethods.Get, HttpMethods.Head], File).ExcludeFromDescription();
        app.MapMethods("/media/voices/{voice_id}/preview.wav", [HttpMethods.Get, HttpMethods.Head], PreviewAsync).ExcludeFromDescription();
    }

    public static string PreviewOf(Voice voice, HttpRequest request, ServerOptions options) =>
        $"{PublicUrls.Of(request, options)}/media/voices/{Uri.EscapeDataString(voice.Id)}/preview.wav";

    private static async Task<IResult> CreateAsync(
        HttpContext context, Caller caller, Stage stage, SpeechFiles files, PronunciationStore pronunciations, ServerOptions options)
    {
        using var body = await JsonBody.ReadAsync(context.Request).ConfigureAwait(false);
        var wanted = body.As<CreateSpeech>();
        var voice = SpokenLanguage.Voice(stage.Voice(wanted.VoiceId) ?? throw ApiException.VoiceNotFound(), wanted.Language, wanted.Locale, stage);
        var clauses = Clauses(wanted, voice, stage, options);
        try
        {
            var engine = stage.Speaker(voice, pronunciations.Of(caller.Space), ScriptFallback.Behind(voice, stage, options));
            var (token, words, length) = await files.SpeakAsync(engine, clauses, context.RequestAborted).ConfigureAwait(false);
            return Wire.Answer(new Speech(
                $"{PublicUrls.Of(context.Request, options)}/media/speech/{token}.wav",
                Math.Round(length.Seconds, 3),
                context.TraceIdentifier,
                [.. words.Select(word => new SpokenWord(word.Word, word.Start, word.End))]));
        }
        catch (SpeechException error)
        {
            throw ApiException.Unavailable($"The voice '{voice.Id}' could not speak: {error.Message}");
        }
    }

    private static List<Clause> Clauses(CreateSpeech wanted, Voice voice, Stage stage, ServerOptions options)
    {
        var speed = wanted.Speed ?? 1;
        if (speed is not (>= 0.5 and <= 2))
        {
            throw ApiException.Invalid("speed", "'speed' must be from 0.5 to 2.");
        }
        Speakable.RequireLength(wanted.Text, "text", options);
        var clauses = wanted.InputType switch
        {
            null or CreateSpeech.PlainText => Plain(wanted.Text, options),
            CreateSpeech.Ssml => Marked(wanted.Text, voice),
            _ => throw ApiException.Invalid("input_type", "Invalid 'input_type'. Must be one of: text, ssml."),
        };
        Speakable.RequireReadable(string.Join(' ', clauses.Select(clause => clause.Text)), voice, stage, options);
        return [.. clauses.Select(clause => clause with { Speed = (float)Math.Clamp(clause.Speed * speed, 0.5, 2) })];
    }

    private static IReadOnlyList<Clause> Plain(string text, ServerOptions options)
    {
        Speakable.Require(text, "text", options);
        return Recital.ClausesOf(text);
    }

    private static IReadOnlyList<Clause> Marked(string ssml, Voice voice)
    {
        try
        {
            var clauses = SsmlDocument.Parse(ssml, voice.Locale);
            return clauses.Any(clause => SpeakableText.Any(clause.Text)) ? clauses : throw ApiException.Invalid("text", "The SSML holds nothing to say.");
        }
        catch (SsmlException fault)
        {
            throw ApiException.Invalid("text", fault.Message);
        }
    }

    private static IResult File(string token, HttpContext context, SpeechFiles files)
    {
        var path = files.Find(token) ?? throw ApiException.ResourceNotFound();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.File(path, "audio/wav", lastModified: System.IO.File.GetLastWriteTimeUtc(path), enableRangeProcessing: true);
    }

    private static async Task<IResult> PreviewAsync(string voice_id, HttpContext context, Stage stage, Previews previews)
    {
        var path = await previews.FileAsync(stage.Voice(voice_id) ?? throw ApiException.ResourceNotFound(), context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        // Asked about each time: a voice can be replaced under its address.
        context.Response.Headers.CacheControl = "public, no-cache";
        return Results.File(path, "audio/wav", lastModified: System.IO.File.GetLastWriteTimeUtc(path), enableRangeProcessing: true);
    }
}
