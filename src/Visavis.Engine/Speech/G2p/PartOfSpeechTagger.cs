using System.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Third stage: an averaged perceptron gives each token its part of speech, from left to right.</summary>
internal sealed class PartOfSpeechTagger(TaggerModel model)
{
    private const int LongestFeature = 160;

    public void Tag(List<Token> tokens)
    {
        // Two words of context on either side; n[i + 2] belongs to token i.
        var n = new string[tokens.Count + 4];
        (n[0], n[1], n[^2], n[^1]) = ("-START2-", "-START-", "-END-", "-END2-");
        for (var i = 0; i < tokens.Count; i++)
        {
            n[i + 2] = Normal(tokens[i].Text);
        }
        var (last, beforeLast) = ("-START-", "-START2-");
        for (var i = 0; i < tokens.Count; i++)
        {
            var tag = model.SureTag(tokens[i].Text) ?? BestTag(tokens[i].Text, n.AsSpan(i, 5), i == 0, last, beforeLast);
            tokens[i].Tag = tag;
            (last, beforeLast) = (tag, last);
        }
    }

    private string BestTag(string text, ReadOnlySpan<string> n, bool first, string last, string beforeLast)
    {
        Span<double> sums = stackalloc double[model.Tags.Length];
        sums.Clear();
        // The order is that of training: sums of doubles depend on it.
        Add("b", "", sums);
        Add("s3=", Ending(text), sums);
        Add("p1=", text.AsSpan(0, char.IsSurrogatePair(text, 0) ? 2 : 1), sums);
        Add("w=", n[2], sums);
        Add("sh=", WordShape.Of(text), sums);
        Add(first ? "i0" : "i+", "", sums);
        Add("t-1=", last, sums);
        Add("t-2=", beforeLast, sums);
        Add("t-12=", $"{last},{beforeLast}", sums);
        Add("w-1=", n[1], sums);
        Add("s3-1=", Ending(n[1]), sums);
        Add("w-2=", n[0], sums);
        Add("w+1=", n[3], sums);
        Add("s3+1=", Ending(n[3]), sums);
        Add("w+2=", n[4], sums);
        var best = 0;
        for (var tag = 1; tag < sums.Length; tag++)
        {
            best = sums[tag] >= sums[best] ? tag : best;
        }
        return model.Tags[best];
    }

    private void Add(string name, ReadOnlySpan<char> value, Span<double> sums)
    {
        if (name.Length + value.Length > LongestFeature)
        {
            return; // longer than any the model knows
        }
        Span<char> feature = stackalloc char[LongestFeature];
        name.CopyTo(feature);
        value.CopyTo(feature[name.Length..]);
        model.AddWeights(feature[..(name.Length + value.Length)], sums);
    }

    private string Normal(string text)
    {
        var normal = text switch
        {
            _ when text.IndexOf('-', StringComparison.Ordinal) > 0 && text[0] != '-' => "!HYPHEN",
            { Length: 4 } when text.EnumerateRunes().All(WordShape.IsDigit) => "!YEAR",
            _ when Rune.TryGetRuneAt(text, 0, out var first) && WordShape.IsDigit(first) => "!DIGITS",
            _ => text.ToLowerInvariant(),
        };
        return model.Knows(normal) ? normal : $"<{WordShape.Of(text)}>";
    }

    /// <summary>The last three characters, a pair of surrogates being one.</summary>
    private static ReadOnlySpan<char> Ending(string text)
    {
        var at = text.Length;
        for (var count = 0; count < 3 && at > 0; count++)
        {
            at -= at > 1 && char.IsSurrogatePair(text[at - 2], text[at - 1]) ? 2 : 1;
        }
        return text.AsSpan(at);
    }
}
