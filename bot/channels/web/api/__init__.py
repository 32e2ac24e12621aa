"""The same resources for programs, under `/api/v1`: JSON in and out, bearer tokens with scopes, errors by RFC 9457.

`application` puts it together; `bearer` says who asks; `shapes` is what goes over the wire; `errors` what is said when it does not work.
"""
