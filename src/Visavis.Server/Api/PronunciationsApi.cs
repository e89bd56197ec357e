using Visavis.Engine.Text;
using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <summary>A word and how it is said: by a respelling or by IPA.</summary>
public sealed record Pronunciation
{
    /// <summary>As written; whole words only.</summary>
    public required string Word { get; init; }

    /// <summary>Other words to say for it.</summary>
    public string? Respelling { get; init; }

    /// <summary>Its sounds.</summary>
    public string? Ipa { get; init; }

    /// <summary>Only for voices of this language ("en") or locale ("en-GB").</summary>
    public string? Language { get; init; }

    /// <summary>Whether capitals count.</summary>
    public bool MatchesCase { get; init; }
}

/// <summary>How a space wants words to be said, all of it.</summary>
public sealed record Pronunciations
{
    public required IReadOnlyList<Pronunciation> Entries { get; init; }
}

/// <summary>The pronunciations of a space; sessions that begin later and speech use them.</summary>
public static class PronunciationsApi
{
    public static void MapPronunciations(this IEndpointRouteBuilder app)
    {
        var list = app.MapGroup("/v3/pronunciations").WithTags("Voices").WithMetadata(RequiresKey.Mark);
        list.MapGet("", (Caller caller, PronunciationStore store) => Answer(store.Of(caller.Space)))
            .WithName("getPronunciations").WithSummary("How words are said").Gives<Answer<Pronunciations>>(200).Fails(401, 429);
        list.MapPut("", ReplaceAsync).WithName("putPronunciations").WithSummary("Say how words are said")
            .Takes<Pronunciations>().Gives<Answer<Pronunciations>>(200).Fails(400, 401, 413, 429);
    }

    private static async Task<IResult> ReplaceAsync(HttpRequest request, Caller caller, PronunciationStore store)
    {
        using var body = await JsonBody.ReadAsync(request).ConfigureAwait(false);
        body.Close("entries");
        var entries = body.InnerList("entries", PronunciationList.MaximumEntries).Select(Read).ToList();
        var list = new PronunciationList(entries);
        await store.ReplaceAsync(caller.Space, list).ConfigureAwait(false);
        return Answer(list);
    }

    private static PronunciationEntry Read(JsonBody body)
    {
        var entry = body.As<Pronunciation>();
        if ((entry.Respelling is null) == (entry.Ipa is null))
        {
            throw body.Fault("respelling", "needs either 'respelling' or 'ipa'.");
        }
        Require(body, "word", entry.Word, PronunciationList.MaximumWordLength);
        Require(body, entry.Ipa is null ? "respelling" : "ipa", (entry.Respelling ?? entry.Ipa)!, PronunciationList.MaximumSayLength);
        return new PronunciationEntry(entry.Word, (entry.Respelling ?? entry.Ipa)!, entry.Ipa is not null) { Language = entry.Language, MatchesCase = entry.MatchesCase };
    }

    private static void Require(JsonBody body, string field, string value, int longest)
    {
        if (value.Trim().Length == 0 || value.Length > longest)
        {
            throw body.Fault(field, $"must have from 1 to {longest} characters.");
        }
    }

    private static IResult Answer(PronunciationList list) => Wire.Answer(new Pronunciations
    {
        Entries = [.. list.Entries.Select(entry => new Pronunciation
        {
            Word = entry.Word,
            Respelling = entry.IsIpa ? null : entry.Say,
            Ipa = entry.IsIpa ? entry.Say : null,
            Language = entry.Language,
            MatchesCase = entry.MatchesCase,
        })],
    });
}
