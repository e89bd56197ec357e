using System.Text;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Text;

/// <summary>
/// Text that has been rewritten, in which every character still knows the range of the source it stands for, so that captions
/// can show "$5" while "five dollars" is heard.
/// </summary>
internal sealed class MappedText
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    private MappedText(string text, int[] starts, int[] ends) => (Text, _starts, _ends) = (text, starts, ends);

    public string Text { get; }

    public static MappedText Of(string source, int offset = 0)
    {
        var starts = new int[source.Length];
        var ends = new int[source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            starts[i] = offset + i;
            ends[i] = offset + i + 1;
        }
        return new MappedText(source, starts, ends);
    }

    /// <summary>The source range of the characters [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public (int Start, int End) Source(int start, int end)
    {
        var (first, last) = (int.MaxValue, 0);
        for (var i = start; i < end; i++)
        {
            first = Math.Min(first, _starts[i]);
            last = Math.Max(last, _ends[i]);
        }
        return first < last ? (first, last) : (0, 0);
    }

    /// <summary>
    /// Rewrites all matches from left to right; <c>null</c> leaves one as it was. What a rewriting keeps at its ends keeps its
    /// place in the source; the new middle stands for the whole old middle.
    /// </summary>
    public MappedText Replace(Regex pattern, Func<Match, string?> rewrite) => Replace(pattern, rewrite, asOne: false);

    /// <summary>As <see cref="Replace(Regex, Func{Match, string})"/>, but each word put in stands for the whole match.</summary>
    public MappedText ReplaceAsOne(Regex pattern, Func<Match, string?> rewrite) => Replace(pattern, rewrite, asOne: true);

    private MappedText Replace(Regex pattern, Func<Match, string?> rewrite, bool asOne)
    {
        var match = pattern.Match(Text);
        if (!match.Success)
        {
            return this;
        }
        var output = new Builder(this);
        for (; match.Success; match = match.NextMatch())
        {
            if (rewrite(match) is { } replacement)
            {
                output.CopyTo(match.Index);
                output.Put(match.Index + match.Length, replacement, asOne);
            }
        }
        return output.ToMappedText();
    }

    /// <summary>As <see cref="Replace(Regex, Func{Match, string})"/>, for a fixed string.</summary>
    public MappedText Replace(string old, string replacement)
    {
        var at = Text.IndexOf(old, StringComparison.Ordinal);
        if (at < 0)
        {
            return this;
        }
        var output = new Builder(this);
        for (; at >= 0; at = Text.IndexOf(old, at + old.Length, StringComparison.Ordinal))
        {
            output.CopyTo(at);
            output.Put(at + old.Length, replacement);
        }
        return output.ToMappedText();
    }

    /// <summary>Rewrites [<paramref name="start"/>, <paramref name="end"/>); each new character stands for the whole of it.</summary>
    public MappedText ReplaceAt(int start, int end, string replacement)
    {
        var output = new Builder(this);
        output.CopyTo(start);
        output.Put(end, replacement, asOne: true);
        return output.ToMappedText();
    }

    public MappedText ToLower() => new(Text.ToLowerInvariant(), _starts, _ends);

    public MappedText Trim()
    {
        var (start, end) = (0, Text.Length);
        while (start < end && char.IsWhiteSpace(Text[start]))
        {
            start++;
        }
        while (end > start && char.IsWhiteSpace(Text[end - 1]))
        {
            end--;
        }
        return start == 0 && end == Text.Length ? this : new MappedText(Text[start..end], _starts[start..end], _ends[start..end]);
    }

    private sealed class Builder(MappedText from)
    {
        private readonly StringBuilder _text = new(from.Text.Length + 32);
        private readonly List<int> _starts = new(from.Text.Length + 32);
        private readonly List<int> _ends = new(from.Text.Length + 32);
        private int _position;

        public void CopyTo(int index)
        {
            _text.Append(from.Text, _position, index - _position);
            _starts.AddRange(from._starts.AsSpan(_position, index - _position));
            _ends.AddRange(from._ends.AsSpan(_position, index - _position));
            _position = index;
        }

        public void Put(int oldEnd, string replacement, bool asOne = false)
        {
            var old = from.Text.AsSpan(_position, oldEnd - _position);
            var prefix = asOne ? 0 : old.CommonPrefixLength(replacement);
            var suffix = asOne ? 0 : CommonSuffix(old[prefix..], replacement.AsSpan(prefix));
            CopyTo(_position + prefix);
            var (start, end) = (_position, oldEnd - suffix);
            var middle = replacement.Length - prefix - suffix;
            if (start == end && middle > 0)
            {
                // Something was put in: it stands for what it leans on.
                (start, end) = start > 0 && suffix == 0 ? (start - 1, end) : (start, Math.Min(end + 1, from.Text.Length));
            }
            var source = from.Source(start, end);
            _text.Append(replacement, prefix, middle);
            for (var i = 0; i < middle; i++)
            {
                _starts.Add(source.Start);
                _ends.Add(source.End);
            }
            _position = oldEnd - suffix;
            CopyTo(oldEnd);
        }

        public MappedText ToMappedText()
        {
            CopyTo(from.Text.Length);
            return new MappedText(_text.ToString(), [.. _starts], [.. _ends]);
        }

        private static int CommonSuffix(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
        {
            var count = 0;
            while (count < a.Length && count < b.Length && a[^(count + 1)] == b[^(count + 1)])
            {
                count++;
            }
            return count;
        }
    }
}
