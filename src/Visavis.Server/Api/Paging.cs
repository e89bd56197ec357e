using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Visavis.Server.Api;

/// <summary>Cuts lists into pages by the query fields <c>limit</c> and <c>token</c>, and reads filters strictly.</summary>
public static class Paging
{
    private const string TokenPrefix = "after:";

    /// <param name="items">All that match, in a lasting order.</param>
    /// <param name="id">What tells items apart: a page begins behind the last one's id, so additions do not shift it.</param>
    /// <param name="query">The query of the request.</param>
    /// <param name="usual">The limit where none is given.</param>
    /// <param name="most">The largest limit.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> items, Func<T, string> id, IQueryCollection query, int usual, int most)
    {
        var limit = Limit(query, usual, most);
        var first = First(items, id, query);
        var page = items.Skip(first).Take(limit).ToList();
        var more = first + page.Count < items.Count;
        return new Page<T>(page, more, more ? Token(id(page[^1])) : null);
    }

    /// <summary>One of the named values, or null where the field is not given.</summary>
    public static string? Choice(IQueryCollection query, string field, params string[] values)
    {
        var value = query[field].ToString();
        return value.Length == 0 ? null
            : values.Contains(value) ? value
            : throw ApiException.Invalid(field, $"Invalid '{field}'. Must be one of: {string.Join(", ", values)}.");
    }

    private static int Limit(IQueryCollection query, int usual, int most)
    {
        var text = query["limit"].ToString();
        if (text.Length == 0)
        {
            return usual;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= most
            ? limit
            : throw ApiException.Invalid("limit", $"'limit' must be from 1 to {most}.");
    }

    private static int First<T>(IReadOnlyList<T> items, Func<T, string> id, IQueryCollection query)
    {
        var token = query["token"].ToString();
        if (token.Length == 0)
        {
            return 0;
        }
        for (var i = 0; i < items.Count; i++)
        {
            if (Token(id(items[i])) == token)
            {
                return i + 1;
            }
        }
        throw ApiException.Invalid("token", "'token' is not one that a page of this list gave.");
    }

    private static string Token(string id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(TokenPrefix + id));
}
